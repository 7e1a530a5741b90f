import { useEffect, useState } from 'react';
import type { HostReply } from '../../../electron/contract/host-channels.ts';
import { Dialog } from '../../design/Dialog.tsx';
import { askHost } from '../../host-client/host.ts';
import { useTexts } from '../../language/texts.ts';

type About = HostReply<'about'>;

/** Versions and licences. */
export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts();
  const [about, setAbout] = useState<About | string | undefined>();
  useEffect(() => {
    void askHost('about', {}).then((answer) => setAbout(answer.ok ? answer.reply : answer.failure.detail));
  }, []);
  return (
    <Dialog
      title={texts.about.title}
      onClose={onClose}
      actions={
        <>
          <button
            type="button"
            className="button"
            onClick={() => void askHost('openLink', { link: 'licence' })}
          >
            {texts.about.ownLicence}
          </button>
        </>
      }
    >
      {about === undefined && <p className="soft">{texts.about.loading}</p>}
      {typeof about === 'string' && <p className="danger">{about}</p>}
      {typeof about === 'object' && <Versions about={about} />}
    </Dialog>
  );
}

function Versions({ about }: { readonly about: About }) {
  const texts = useTexts();
  const facts = [
    [texts.about.version, about.version],
    ['Electron', about.electron],
    ['Chromium', about.chromium],
    ['Node', about.node],
  ] as const;
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
      {about.runtimeNotice !== null && <p className="warning">{about.runtimeNotice}</p>}
      <h3>{texts.about.licences}</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by key */}
      <div className="licences" tabIndex={0} role="region" aria-label={texts.about.licences}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{texts.about.component}</th>
              <th scope="col">{texts.about.version}</th>
              <th scope="col">{texts.about.licence}</th>
            </tr>
          </thead>
          <tbody>
            {about.licences.map(({ name, version, licence }) => (
              <tr key={`${name} ${version}`}>
                <th scope="row">{name}</th>
                <td className="mono">{version}</td>
                <td>{licence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
