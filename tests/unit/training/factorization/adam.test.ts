import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { startBackend } from '../../../../src/training/backend/backend.ts';
import { type Adam, fusedAdam, tensorflowAdam } from '../../../../src/training/factorization/adam.ts';

beforeAll(async () => {
  await startBackend('cpu');
});

/** The variables after ten steps. @param next takes over after four steps */
async function tenSteps(first: Adam, next?: Adam): Promise<number[]> {
  let adam = first;
  const random = createRandom(3);
  const variables = tf.tidy(() => [tf.variable(tf.ones([4, 3])), tf.variable(tf.zeros([5]))]);
  for (let step = 0; step < 10; step++) {
    if (step === 4 && next !== undefined) {
      const weights = await first.weights();
      await next.setWeights(weights);
      tf.dispose(weights);
      first.dispose();
      adam = next;
    }
    const gradients = variables.map((variable) => ({
      variable,
      gradient: tf.tensor(
        Float32Array.from({ length: variable.size }, () => random.normal()),
        variable.shape,
      ),
    }));
    tf.tidy(() => adam.step(gradients));
    tf.dispose(gradients.map(({ gradient }) => gradient));
  }
  const values = [...(await variables[0].data()), ...(await variables[1].data())];
  tf.dispose(variables);
  adam.dispose();
  return values;
}

test('the fused kernel gives the same result as tf.train.adam', async () => {
  const expected = await tenSteps(tensorflowAdam(0.05));
  const actual = await tenSteps(fusedAdam(0.05));
  expect(Math.abs(expected[0] - 1)).toBeGreaterThan(0.01);
  expected.forEach((value, n) => {
    expect(actual[n]).toBeCloseTo(value, 5);
  });
});

const both = [
  ['fused', fusedAdam],
  ['tensorflow', tensorflowAdam],
] as const;

test.each(both)(
  '%s goes on from its weights as without a break, and leaves no tensors behind',
  async (_, create) => {
    const before = tf.memory().numTensors;
    expect(await tenSteps(create(0.05), create(0.05))).toEqual(await tenSteps(create(0.05)));
    expect(tf.memory().numTensors).toBe(before);
  },
);
