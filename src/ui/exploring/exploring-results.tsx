import type { ExploringResult } from '../../protocol/exploring-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { Swatch } from '../chart/swatch.tsx';
import { downloadCsv } from '../kit/files.tsx';
import { formatError, formatErrorExactly } from '../kit/format.ts';
import { useWords } from '../state/use-words.ts';
import { exploringCsv, exploringFileName } from './exploring-file.ts';
import { PolicyChart } from './policy-chart.tsx';
import { policyStyles } from './policy-style.ts';
import { againstText, policyTexts, exploring as texts, verdict } from './texts.ts';

/** What the simulation found: in words, as a table, as two charts and as a file. */
export function ExploringResults({ result }: { readonly result: ExploringResult }) {
  const words = useWords();
  const { policies, users, settings } = result;
  const before = formatErrorExactly(policies[0].error[0]);
  return (
    <>
      <p className="exploring__verdict">{verdict(result, words)}</p>
      <PolicyTable result={result} words={words} />
      <p className="muted exploring__hint">{texts.table.hint(words, users, before)}</p>
      <div className="exploring__charts">
        <PolicyChart
          policies={policies}
          of="reward"
          title={texts.reward.title(words)}
          hint={texts.reward.hint(words)}
          axis={texts.reward.axis}
          format={formatError}
        />
        <PolicyChart
          policies={policies}
          of="error"
          title={texts.error.title}
          hint={texts.error.hint(words)}
          axis={texts.error.axis}
          format={formatErrorExactly}
        />
      </div>
      <div>
        <button
          type="button"
          className="button"
          onClick={() => downloadCsv(exploringFileName(settings), exploringCsv(result))}
        >
          {texts.csv}
        </button>
      </div>
    </>
  );
}

function PolicyTable({ result, words }: { readonly result: ExploringResult; readonly words: Words }) {
  const { policies, settings } = result;
  return (
    <table className="numbers exploring__table" aria-label={texts.title}>
      <thead>
        <tr>
          <th scope="col">{texts.table.way}</th>
          <th scope="col">{texts.table.reward}</th>
          <th scope="col">{texts.table.error}</th>
        </tr>
      </thead>
      <tbody>
        {policies.map(({ policy, reward, error, againstGreedy }) => (
          <tr key={policy}>
            <th scope="row">
              <Swatch style={policyStyles[policy]} /> {policyTexts[policy].name}{' '}
              <span className="muted">{policyTexts[policy].help(words)}</span>
            </th>
            <td>
              {formatError(reward[settings.steps])}{' '}
              {againstGreedy !== null && (
                <span className="muted">{againstText(againstGreedy.reward, false)}</span>
              )}
            </td>
            <td>
              {formatErrorExactly(error[settings.steps])}{' '}
              {againstGreedy !== null && (
                <span className="muted">{againstText(againstGreedy.error, true)}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
