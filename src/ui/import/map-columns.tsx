import { useId } from 'react';
import type { MappedTable, TableMapping } from '../../protocol/import-messages.ts';
import { ratingScales } from '../../protocol/rating-scales.ts';
import { useStore } from '../state/store.ts';
import { mapping as texts } from './texts.ts';
import './map-columns.css';

/** Lets a person say what the columns of a table hold. The review follows each choice. */
export function MapColumns({ mapped }: { readonly mapped: MappedTable }) {
  const { name, columns, mapping, isUsable } = mapped;
  const store = useStore();
  const id = useId();
  const change = (part: Partial<TableMapping>) =>
    store.send({ type: 'mapTable', name, mapping: { ...mapping, ...part } });
  const columnNames = columns.map((column, n) => ({ id: String(n), name: column || texts.column(n + 1) }));
  return (
    <section className="map-columns" aria-labelledby={id}>
      <h3 id={id}>{texts.title(name)}</h3>
      <p className="muted">{isUsable ? texts.hint : texts.unusable}</p>
      <Sample mapped={mapped} />
      <div className="map-columns__fields">
        {texts.fields.map(({ id: field, name: label }) => (
          <Field
            key={field}
            label={label}
            value={String(mapping.columns[field] ?? '')}
            options={[{ id: '', name: texts.none }, ...columnNames]}
            onChange={(column) =>
              change({
                columns: { ...mapping.columns, [field]: column === '' ? null : Number(column) },
              })
            }
          />
        ))}
        {mapping.columns.rating !== null && (
          <Field
            label={texts.scale}
            value={String(mapping.scale)}
            options={ratingScales.map((scale) => ({ id: String(scale), name: String(scale) }))}
            onChange={(chosen) => {
              const scale = ratingScales.find((one) => String(one) === chosen);
              if (scale !== undefined) change({ scale });
            }}
          />
        )}
        {mapping.columns.date !== null && (
          <Field
            label={texts.dateOrder}
            value={mapping.dateOrder ?? ''}
            options={texts.orders}
            onChange={(order) =>
              change({ dateOrder: order === 'dayFirst' || order === 'monthFirst' ? order : null })
            }
          />
        )}
        <Field
          label={texts.unrated}
          value={mapping.unrated}
          options={texts.meanings}
          onChange={(meaning) => change({ unrated: meaning === 'watchlist' ? 'watchlist' : 'seen' })}
        />
      </div>
    </section>
  );
}

function Field(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (id: string) => void;
}) {
  const { label, value, options, onChange } = props;
  const id = useId();
  return (
    <div className="choice">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Sample({ mapped: { name, columns, sample } }: { readonly mapped: MappedTable }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="map-columns__sample" aria-label={texts.sample(name)} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name, and they never change
              <th key={n} scope="col">
                {column || texts.column(n + 1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map((cells, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two rows may be equal, and they never change
            <tr key={n}>
              {columns.map((_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other name than their place
                <td key={at}>{cells.at(at) ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
