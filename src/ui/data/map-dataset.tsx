import { useState } from 'react';
import { halfStarsOf } from '../../base/half-stars.ts';
import type { DatasetMapping, TableHead } from '../../protocol/dataset-messages.ts';
import { ratingScales } from '../../protocol/rating-scales.ts';
import { Dialog, DialogCloseButton } from '../kit/dialog.tsx';
import { LabelledSelect } from '../kit/labelled-select.tsx';
import { TableSample } from '../kit/table-sample.tsx';
import { useStore } from '../state/store.ts';
import { mapDataset as texts } from './map-dataset-texts.ts';
import './map-dataset.css';

interface Part {
  readonly tables: readonly TableHead[];
  readonly mapping: DatasetMapping;
  readonly change: (part: Partial<DatasetMapping>) => void;
}

/** Asks what the columns of tables hold, with a guess and their first rows, before they are read as a data set. */
export function MapDataset(props: {
  readonly name: string;
  readonly tables: readonly TableHead[];
  readonly mapping: DatasetMapping;
}) {
  const { name, tables } = props;
  const store = useStore();
  const [mapping, setMapping] = useState(props.mapping);
  const change = (part: Partial<DatasetMapping>) => setMapping({ ...mapping, ...part });
  const isComplete = knowsAll(mapping);
  return (
    <Dialog
      className="map-dataset"
      look="sheet"
      title={texts.title(name)}
      step="mapping"
      onClose={() => store.send({ type: 'discardPreview' })}
      actions={
        <>
          <DialogCloseButton>{texts.cancel}</DialogCloseButton>
          <button
            type="button"
            className="button button--main"
            disabled={!isComplete}
            onClick={() => store.send({ type: 'mapDataset', mapping })}
          >
            {texts.read}
          </button>
        </>
      }
    >
      <p className="muted">{isComplete ? texts.lead : texts.incomplete}</p>
      <div className="map-dataset__part">
        <LabelledSelect
          label={texts.subject}
          value={mapping.subject}
          options={texts.subjects}
          onChange={(chosen) => {
            const subject = texts.subjects.find(({ id }) => id === chosen)?.id;
            if (subject !== undefined) change({ subject });
          }}
        />
      </div>
      <RatingsPart tables={tables} mapping={mapping} change={change} />
      <ItemsPart tables={tables} mapping={mapping} change={change} />
    </Dialog>
  );
}

function RatingsPart({ tables, mapping, change }: Part) {
  const { ratings, scale, zero } = mapping;
  const table = tables.find(({ name }) => name === ratings.table);
  const columns = columnsOf(table);
  const lowest = scale === 100 ? 10 : 1;
  const pairs = [lowest, scale / 2, scale].map((rating) => [rating, halfStarsOf(rating, scale) / 2] as const);
  return (
    <section className="map-dataset__part" aria-label={texts.ratings}>
      <h3>{texts.ratings}</h3>
      {tables.length > 1 && (
        <LabelledSelect
          label={texts.ratingsTable}
          value={ratings.table}
          options={tables.map(({ name }) => ({ id: name, name }))}
          onChange={(chosen) =>
            change({ ratings: { table: chosen, user: null, item: null, rating: null, time: null } })
          }
        />
      )}
      <TableSample label={texts.rows(ratings.table)} columns={columns} rows={table?.sample ?? []} />
      <div className="map-dataset__fields">
        {texts.ratingRoles.map(({ id, name }) => (
          <ColumnChoice
            key={id}
            label={name}
            none={id === 'time' ? texts.none : texts.notSaid}
            columns={columns}
            value={ratings[id]}
            onChange={(column) => change({ ratings: { ...ratings, [id]: column } })}
          />
        ))}
        <LabelledSelect
          label={texts.scale}
          value={String(scale)}
          options={ratingScales.map((one) => ({ id: String(one), name: String(one) }))}
          onChange={(chosen) => {
            const found = ratingScales.find((one) => String(one) === chosen);
            if (found !== undefined) change({ scale: found });
          }}
        />
        <LabelledSelect
          label={texts.zero}
          value={zero}
          options={texts.zeros}
          onChange={(chosen) => change({ zero: chosen === 'lowest' ? 'lowest' : 'unrated' })}
        />
      </div>
      <p className="muted numbers">{texts.becomes(pairs)}</p>
    </section>
  );
}

function ItemsPart({ tables, mapping, change }: Part) {
  const { items, ratings } = mapping;
  const others = tables.filter(({ name }) => name !== ratings.table);
  if (others.length === 0) return null;
  const table = others.find(({ name }) => name === items?.table);
  const columns = columnsOf(table);
  return (
    <section className="map-dataset__part" aria-label={texts.items}>
      <h3>{texts.items}</h3>
      <LabelledSelect
        label={texts.itemsTable}
        value={items?.table ?? ''}
        options={[{ id: '', name: texts.noItems }, ...others.map(({ name }) => ({ id: name, name }))]}
        onChange={(chosen) =>
          change({
            items: chosen === '' ? null : { table: chosen, id: null, title: null, year: null, genres: null },
          })
        }
      />
      {items !== null && (
        <>
          <TableSample label={texts.rows(items.table)} columns={columns} rows={table?.sample ?? []} />
          <div className="map-dataset__fields">
            {texts.itemRoles.map(({ id, name }) => (
              <ColumnChoice
                key={id}
                label={name}
                none={id === 'id' || id === 'title' ? texts.notSaid : texts.none}
                columns={columns}
                value={items[id]}
                onChange={(column) => change({ items: { ...items, [id]: column } })}
              />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

function ColumnChoice(props: {
  readonly label: string;
  /** What it is called that no column is chosen. */
  readonly none: string;
  readonly columns: readonly string[];
  readonly value: number | null;
  readonly onChange: (column: number | null) => void;
}) {
  const { label, none, columns, value, onChange } = props;
  return (
    <LabelledSelect
      label={label}
      value={String(value ?? '')}
      options={[{ id: '', name: none }, ...columns.map((name, n) => ({ id: String(n), name }))]}
      onChange={(chosen) => onChange(chosen === '' ? null : Number(chosen))}
    />
  );
}

const columnsOf = (table: TableHead | undefined): string[] =>
  (table?.columns ?? []).map((name, n) => name || texts.column(n + 1));

function knowsAll({ ratings, items }: DatasetMapping): boolean {
  const needed = [ratings.user, ratings.item, ratings.rating, ...(items ? [items.id, items.title] : [])];
  return needed.every((column) => column !== null);
}
