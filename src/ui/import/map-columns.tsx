import { useId } from 'react';
import type { MappedTable, TableMapping } from '../../protocol/import-messages.ts';
import { ratingScales } from '../../protocol/rating-scales.ts';
import { LabelledSelect } from '../kit/labelled-select.tsx';
import { TableSample } from '../kit/table-sample.tsx';
import { useStore } from '../state/store.ts';
import { useTexts } from '../state/use-words.ts';
import { mapping as columnTexts } from './texts.ts';
import './map-columns.css';

/** Lets a person say what the columns of a table hold. The review follows each choice. */
export function MapColumns({ mapped }: { readonly mapped: MappedTable }) {
  const { name, columns, mapping, isUsable } = mapped;
  const store = useStore();
  const texts = useTexts(columnTexts);
  const id = useId();
  const change = (part: Partial<TableMapping>) =>
    store.send({ type: 'mapTable', name, mapping: { ...mapping, ...part } });
  const columnNames = columns.map((column, n) => ({ id: String(n), name: column || texts.column(n + 1) }));
  return (
    <section className="map-columns" aria-labelledby={id}>
      <h3 id={id}>{texts.title(name)}</h3>
      <p className="muted">{isUsable ? texts.hint : texts.unusable}</p>
      <TableSample
        label={texts.sample(name)}
        columns={columnNames.map((column) => column.name)}
        rows={mapped.sample}
      />
      <div className="map-columns__fields">
        {texts.fields.map(({ id: field, name: label }) => (
          <LabelledSelect
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
          <LabelledSelect
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
          <LabelledSelect
            label={texts.dateOrder}
            value={mapping.dateOrder ?? ''}
            options={texts.orders}
            onChange={(order) =>
              change({ dateOrder: order === 'dayFirst' || order === 'monthFirst' ? order : null })
            }
          />
        )}
        <LabelledSelect
          label={texts.unrated}
          value={mapping.unrated}
          options={texts.meanings}
          onChange={(meaning) => change({ unrated: meaning === 'watchlist' ? 'watchlist' : 'seen' })}
        />
      </div>
    </section>
  );
}
