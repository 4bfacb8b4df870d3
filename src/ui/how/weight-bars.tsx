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
    <div className="mix">
      <ul className="mix__key" aria-hidden="true">
        {COMPONENTS.map((component) => (
          <li key={component}>
            <span className={`mix__sign mix__part--${component}`} />
            {componentNames[component]}
          </li>
        ))}
      </ul>
      <div className="mix__bars numbers" aria-hidden="true">
        {rows.map(({ name, weights, own }) => (
          <div key={name} className={own ? 'mix__row mix__row--own' : 'mix__row'}>
            <span className="mix__name">{name}</span>
            <span className="mix__bar">
              {COMPONENTS.filter((component) => weights[component] > 0).map((component) => (
                <span
                  key={component}
                  className={`mix__part mix__part--${component}`}
                  style={{ flexGrow: weights[component] }}
                  title={`${componentNames[component]}: ${formatShare(weights[component])}`}
                />
              ))}
            </span>
          </div>
        ))}
      </div>
      <p className="muted mix__axis" aria-hidden="true">
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
