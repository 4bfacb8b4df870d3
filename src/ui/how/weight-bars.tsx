import type { Mix } from '../../protocol/explanation-messages.ts';
import type { Component, ComponentValues } from '../../recommenders/hybrid/components.ts';
import { formatCount, formatShare } from '../kit/format.ts';
import { TableDisclosure } from '../kit/table-disclosure.tsx';
import { componentNames } from '../why/texts.ts';
import { how as texts } from './texts.ts';
import './weight-bars.css';

const COMPONENTS: readonly Component[] = ['popularity', 'content', 'stars', 'ease', 'viewing', 'ials'];

interface Row {
  readonly name: string;
  readonly weights: ComponentValues;
  readonly own: boolean;
}

/** How much say each voice has by number of ratings: one bar each, the person's own among them. */
export function WeightBars({ mix }: { readonly mix: Mix }) {
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
        {COMPONENTS.map((component) => (
          <li key={component}>
            <span className={`weight-bars__sign weight-bars__part--${component}`} />
            {componentNames[component]}
          </li>
        ))}
      </ul>
      <div className="weight-bars__bars numbers" aria-hidden="true">
        {rows.map(({ name, weights, own }) => (
          <div key={name} className={own ? 'weight-bars__row weight-bars__row--own' : 'weight-bars__row'}>
            <span className="weight-bars__name">{name}</span>
            <span className="weight-bars__bar">
              {COMPONENTS.filter((component) => weights[component] > 0).map((component) => (
                <span
                  key={component}
                  className={`weight-bars__part weight-bars__part--${component}`}
                  style={{ flexGrow: weights[component] }}
                  title={`${componentNames[component]}: ${formatShare(weights[component])}`}
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
            {COMPONENTS.map((component) => (
              <th key={component} scope="col">
                {componentNames[component]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, weights }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {COMPONENTS.map((component) => (
                <td key={component}>{formatShare(weights[component])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </TableDisclosure>
    </div>
  );
}
