import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../../src/random.ts';
import { type Adam, fusedAdam, libraryAdam } from '../../../src/training/adam.ts';
import { startBackend } from '../../../src/training/backend.ts';

beforeAll(async () => {
  await startBackend('cpu');
});

async function tenSteps(adam: Adam): Promise<number[]> {
  const random = createRandom(3);
  const variables = tf.tidy(() => [tf.variable(tf.ones([4, 3])), tf.variable(tf.zeros([5]))]);
  for (let step = 0; step < 10; step++) {
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

test('the fused kernel is tf.train.adam', async () => {
  const expected = await tenSteps(libraryAdam(0.05));
  const actual = await tenSteps(fusedAdam(0.05));
  expect(Math.abs(expected[0] - 1)).toBeGreaterThan(0.01);
  expected.forEach((value, n) => {
    expect(actual[n]).toBeCloseTo(value, 5);
  });
});

test('neither keeps tensors behind', async () => {
  const before = tf.memory().numTensors;
  await tenSteps(fusedAdam(0.05));
  expect(tf.memory().numTensors).toBe(before);
});
