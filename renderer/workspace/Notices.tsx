import { CircleAlert, Copy, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { IconButton } from '../design/IconButton.tsx';
import { askHost } from '../host-client/host.ts';
import { dismissNotice, type Notice, useNotices } from '../host-client/notices.ts';
import { useTexts } from '../language/texts.ts';

const icons = { info: Info, warning: TriangleAlert, error: CircleAlert };
/** News that asks for nothing goes by itself. */
const INFO_FOR_MS = 6000;

/** What happened, what was kept and what to do, until the person has read it. */
export function Notices() {
  const texts = useTexts();
  const notices = useNotices((state) => state.notices);
  return (
    <section className="notices" aria-label={texts.notices} aria-live="polite">
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeLine({ notice }: { readonly notice: Notice }) {
  const texts = useTexts();
  const { id, level, text, kept, todo } = notice;
  const Icon = icons[level];
  useEffect(() => {
    if (level !== 'info') return undefined;
    const timer = setTimeout(() => dismissNotice(id), INFO_FOR_MS);
    return () => clearTimeout(timer);
  }, [id, level]);
  return (
    <div className="notice" data-level={level}>
      <Icon size={15} aria-hidden />
      <p>
        {text}
        {kept !== '' && (
          <>
            {' '}
            <span className="soft">{texts.keptLabel}</span> {kept}
          </>
        )}
        {todo !== '' && (
          <>
            {' '}
            <span className="soft">{texts.todoLabel}</span> {todo}
          </>
        )}
      </p>
      <IconButton
        icon={Copy}
        label={texts.copyDetails}
        onClick={() => void askHost('copyText', { text: [text, kept, todo].join('\n') })}
      />
      <IconButton icon={X} label={texts.dismiss} onClick={() => dismissNotice(id)} />
    </div>
  );
}
