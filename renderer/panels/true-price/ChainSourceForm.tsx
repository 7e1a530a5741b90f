import { useState } from 'react';
import type { ChainSourceRequest } from '../../../engine/contract/true-price-commands.ts';
import { useTexts } from '../../language/texts.ts';
import { ChoiceField } from '../../design/ChoiceField.tsx';
import { TextField } from './fields.tsx';
import { NodeLoginFields } from './NodeLoginFields.tsx';
import type { TruePriceSettings } from './true-price-settings.ts';
import { doChain } from './use-chain.ts';

interface ChainSourceFormProps {
  readonly settings: TruePriceSettings;
  readonly onChange: (change: Partial<TruePriceSettings>) => void;
  /** Nobody is connected. */
  readonly isOff: boolean;
}

const KINDS = ['mempool', 'esplora', 'node'] as const;
const EXAMPLES = {
  esplora: 'https://blockstream.info/api',
  mempool: 'https://mempool.space/api',
  node: 'http://127.0.0.1:8332',
} as const;

/** Where the chain is read from. Nobody is asked before the button is pressed. */
export function ChainSourceForm({ settings, onChange, isOff }: ChainSourceFormProps) {
  const { truePrice: texts } = useTexts();
  // Never kept: it is gone with the panel, and the engine forgets it when it disconnects.
  const [password, setPassword] = useState('');
  const { address, cookiePath, loginKind, sourceKind } = settings;
  const lacksCookie = sourceKind === 'node' && loginKind === 'cookie' && cookiePath === '';
  const connect = async () => {
    if (await doChain('connectChain', { source: sourceOf(settings, password) })) setPassword('');
  };
  return (
    <form
      className="true-price-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <ChoiceField
        label={texts.kind}
        options={KINDS.map((each) => [each, texts.sources[each]] as const)}
        value={sourceKind}
        onChange={(kind) => onChange({ sourceKind: kind })}
      />
      <TextField
        label={texts.address}
        hint={texts.addressHint}
        placeholder={EXAMPLES[sourceKind]}
        value={address}
        onChange={(text) => onChange({ address: text.trim() })}
      />
      {sourceKind === 'node' && (
        <NodeLoginFields
          settings={settings}
          onChange={onChange}
          password={password}
          onPassword={setPassword}
        />
      )}
      <SourceButtons canConnect={address !== '' && !lacksCookie} isOff={isOff} />
    </form>
  );
}

function SourceButtons({ canConnect, isOff }: { readonly canConnect: boolean; readonly isOff: boolean }) {
  const { truePrice: texts } = useTexts();
  return (
    <div className="true-price-actions">
      <button type="submit" className="button primary" disabled={!canConnect}>
        {texts.connect}
      </button>
      <button type="button" className="button" disabled={isOff} onClick={() => void doChain('askChain', {})}>
        {texts.askNow}
      </button>
      <button
        type="button"
        className="button"
        disabled={isOff}
        onClick={() => void doChain('disconnectChain', {})}
      >
        {texts.disconnect}
      </button>
    </div>
  );
}

function sourceOf(
  { address: url, cookiePath, loginKind, sourceKind, user }: TruePriceSettings,
  password: string,
): ChainSourceRequest {
  if (sourceKind !== 'node') return { kind: sourceKind, url };
  switch (loginKind) {
    case 'none':
      return { kind: 'node', url, login: { kind: 'none' } };
    case 'password':
      return { kind: 'node', url, login: { kind: 'password', user, password } };
    case 'cookie':
      return { kind: 'node', url, login: { kind: 'cookie', path: cookiePath } };
  }
}
