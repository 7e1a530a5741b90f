import type { ImportPreviewView, RowProblemView } from '../../../engine/contract/library-views.ts';
import { ScrollRegion } from '../../design/ScrollRegion.tsx';
import { useTexts } from '../../language/texts.ts';

/** The first rows as they stand in the file. */
export function PreviewRows({ preview }: { readonly preview: ImportPreviewView }) {
  const { library } = useTexts();
  const { importing: texts } = library;
  return (
    <ScrollRegion className="preview-rows" label={texts.firstRows}>
      <table className="plain-table">
        <thead>
          <tr>
            {preview.header.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((cells, row) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows of a file have no name but their place
            <tr key={row}>
              {preview.header.map((name, column) => (
                <td key={name} className="number">
                  {cells[column] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Rows that break a rule: which line, which rule. */
export function RowProblems({ problems }: { readonly problems: readonly RowProblemView[] }) {
  const { library } = useTexts();
  const { importing: texts } = library;
  if (problems.length === 0) return null;
  return (
    <ScrollRegion className="row-problems" label={texts.brokenRows}>
      <ul>
        {problems.map(({ file, line, rule }) => (
          <li key={`${file} ${line}`}>
            <span className="soft">{texts.line(file, line)}</span> {rule}
          </li>
        ))}
      </ul>
    </ScrollRegion>
  );
}
