import { componentCatalog } from '../../protocol/component-catalog.ts';
import type { ComponentValues, HybridWeights } from '../../protocol/explanation-messages.ts';
import { formatCount, formatShare } from '../kit/format.ts';
import { TableDisclosure } from '../kit/table-disclosure.tsx';
import { useTexts } from '../state/use-words.ts';
import { how as texts } from './texts.ts';
import './weight-bars.css';

/** The components, from the least to the most personal. */
const leastPersonalFirst = [...componentCatalog].reverse();

interface Row {
  readonly name: string;
  readonly weights: ComponentValues;
  readonly own: boolean;
}

/** The weight of each component by number of ratings: one bar for each number, including the person's own. */
export function WeightBars({ mix }: { readonly mix: HybridWeights }) {
  const fromImpersonal = useTexts(leastPersonalFirst);
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
    <div className="weight-bars">
      <ul className="weight-bars__key" aria-hidden="true">
        {fromImpersonal.map(({ id, colour, name }) => (
          <li key={id}>
            <span className="weight-bars__sign" style={{ background: `var(${colour})` }} />
            {name}
          </li>
        ))}
      </ul>
      <div className="weight-bars__bars numbers" aria-hidden="true">
        {rows.map(({ name, weights, own }) => (
          <div key={name} className={own ? 'weight-bars__row weight-bars__row--own' : 'weight-bars__row'}>
            <span className="weight-bars__name">{name}</span>
            <span className="weight-bars__bar">
              {fromImpersonal
                .filter(({ id }) => weights[id] > 0)
                .map(({ id, colour, name: part }) => (
                  <span
                    key={id}
                    className="weight-bars__part"
                    style={{ flexGrow: weights[id], background: `var(${colour})` }}
                    title={`${part}: ${formatShare(weights[id])}`}
                  />
                ))}
            </span>
          </div>
        ))}
      </div>
      <p className="muted weight-bars__axis" aria-hidden="true">
        {texts.ratings} ↓
      </p>
      <TableDisclosure title={texts.asTable}>
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
      </TableDisclosure>
    </div>
  );
}
