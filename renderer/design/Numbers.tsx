/** A number as it is read: what it is called, what it says and in which unit. */
export type NumberRow = readonly [name: string, value: string, unit: string];

interface NumbersProps {
  readonly title: string;
  readonly rows: readonly NumberRow[];
}

/** Numbers under a heading, one a line. */
export function Numbers({ title, rows }: NumbersProps) {
  return (
    <section className="numbers" aria-label={title}>
      <h3>{title}</h3>
      <dl>
        {rows.map(([name, value, unit]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number">
              {value} <span className="unit">{unit}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
