import { expect, it } from 'vitest';
import { Problem } from '../../../src/base/problem.ts';
import { yearAndGenres } from '../../../src/ui/app/texts.ts';
import { judgeRefusal } from '../../bench/judge-refusal.ts';

const refusal = (cause?: unknown) => new Problem('file-broken', 'It is damaged.', 'Copy it.', { cause });

/** What `work` throws. */
function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('it threw nothing');
}

const foreign = thrownBy(() => new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff])));
/** A bug: a function of `src` on what it was not made for. */
const ours = thrownBy(() => yearAndGenres(null as never));

it('takes a Problem for a refusal, with whatever a decoder or JSON threw below it', () => {
  expect(foreign).toBeInstanceOf(TypeError);
  for (const cause of [undefined, foreign, new SyntaxError('no JSON'), new RangeError('it ends')])
    expect(judgeRefusal(refusal(cause))).toBe('refused');
});

it('takes everything else for a fault', () => {
  for (const thrown of [ours, foreign, 'text', undefined, new Error('no')])
    expect(judgeRefusal(thrown)).toBe('untyped');
  expect(judgeRefusal(new Problem('unexpected', 'Something went wrong.', 'Reload.'))).toBe('untyped');
});

it('looks below the Problem that a layer above has made of a fault', () => {
  expect(ours).toBeInstanceOf(TypeError);
  expect(judgeRefusal(refusal(ours))).toBe('untyped');
  expect(judgeRefusal(refusal(refusal(ours)))).toBe('untyped');
  expect(judgeRefusal(refusal(new Problem('unexpected', 'Wrong.', 'Reload.')))).toBe('untyped');
});
