import type { HostReply } from '../../../electron/contract/host-channels.ts';
import { formatBytes } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';

/** What was written where, or why nothing was. */
export function ExportResult({ ended }: { readonly ended: HostReply<'exportReport'> }) {
  const { reports: texts } = useTexts();
  switch (ended.outcome) {
    case 'canceled':
      return <p role="status">{texts.canceled}</p>;
    case 'failed':
      return (
        <p role="alert" className="danger">
          {texts.failed(ended.detail)}
        </p>
      );
    case 'saved':
      return (
        <div role="status">
          <p>{texts.saved(ended.files.length, ended.folder)}</p>
          <ul className="written-files">
            {ended.files.map(({ name, bytes }) => (
              <li key={name}>
                <span>{name}</span> <span className="soft number">{formatBytes(bytes)}</span>
              </li>
            ))}
          </ul>
        </div>
      );
  }
}
