import { componentCatalog } from '../../protocol/component-catalog.ts';
import type { Mix } from '../../protocol/explanation-messages.ts';
import type { ComponentValues } from '../../recommenders/hybrid/components.ts';
import { formatCount, formatShare } from '../kit/format.ts';
import { FoldedTable } from '../kit/table-disclosure.tsx';
import { how as texts } from './texts.ts';
import './weight-bars.css';

/** From what is the same for everyone to what knows the person best. */
const fromImpersonal = [...componentCatalog].reverse();

interface Row {
  readonly name: string;
  readonly weights: ComponentValues;
  readonly own: boolean;
}

/** The weight of each component by number of ratings: one bar for each number, the person's own among them. */
export function MixBars({ mix }: { readonly mix: Mix }) {
  const rows: readonly Row[] = [
    ...mix.fitted.map(({ ratings, weights }) => ({
      at: ratings,
      name: formatCount(ratings),
      weights,
      own: false,
    })),
    { at: mix.ratings + 0.5, name: texts.you(mix.ratings), weights: mix.own, own: true },
  ].sort((a, b) => a.at - b.at);
  return (
    <div className="mix">
      <ul className="mix__key" aria-hidden="true">
        {fromImpersonal.map(({ id, colour, name }) => (
          <li key={id}>
            <span className="mix__sign" style={{ background: `var(${colour})` }} />
            {name}
          </li>
        ))}
      </ul>
      <div className="mix__bars numbers" aria-hidden="true">
        {rows.map(({ name, weights, own }) => (
          <div key={name} className={own ? 'mix__row mix__row--own' : 'mix__row'}>
            <span className="mix__name">{name}</span>
            <span className="mix__bar">
              {fromImpersonal
                .filter(({ id }) => weights[id] > 0)
                .map(({ id, colour, name: part }) => (
                  <span
                    key={id}
                    className="mix__part"
                    style={{ flexGrow: weights[id], background: `var(${colour})` }}
                    title={`${part}: ${formatShare(weights[id])}`}
                  />
                ))}
            </span>
          </div>
        ))}
      </div>
      <p className="muted mix__axis" aria-hidden="true">
        {texts.ratings} ↓
      </p>
      <FoldedTable title={texts.asTable}>
        <caption className="visually-hidden">{texts.weights}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.ratings}</th>
            {fromImpersonal.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, weights }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {fromImpersonal.map(({ id }) => (
                <td key={id}>{formatShare(weights[id])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </FoldedTable>
    </div>
  );
}
