import '@fontsource-variable/inter';
import '@fontsource/ibm-plex-mono/latin-400.css';
import 'dockview-react/dist/styles/dockview.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/controls.css';
import './theme/tables.css';
import './theme/window.css';
import './theme/dock.css';
import './theme/panels.css';
import './theme/flow.css';
import './theme/library.css';
import './theme/formulas.css';
import './theme/true-price.css';
import './theme/theories.css';
import './theme/vote.css';
import './theme/risk.css';
import './theme/dialogs.css';
import { createRoot } from 'react-dom/client';
import { startFeed } from './engine-client/feed-connection.ts';
import { loadSettings } from './host-client/settings.ts';
import { App } from './workspace/App.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no element with the id root');

startFeed();
// The first picture already has the person's theme and language.
await loadSettings();
createRoot(root).render(<App />);
