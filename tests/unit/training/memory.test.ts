import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { defaultBayes, defaultSvd, defaultTraining } from '../../../src/protocol/training-defaults.ts';
import { startBackend } from '../../../src/training/backend/backend.ts';
import { train } from '../../../src/training/train.ts';
import { lowRankRatings, syntheticData } from '../../fixtures/synthetic.ts';

const data = syntheticData(lowRankRatings(20, 16, 2, 1));
const common = { rank: 2, epochs: 200, patience: 0, batches: 2 };

test.each([
  { ...defaultTraining, ...common },
  { ...defaultSvd, ...common },
  { ...defaultBayes, ...common },
])(
  '$algorithm uses as much memory after 200 epochs as after two, and none after the run',
  async (settings) => {
    const backend = await startBackend('cpu');
    const before = tf.memory();
    const [numbers, tensors, bytes] = [new Set<number>(), new Set<number>(), new Set<number>()];
    for await (const step of train(backend, data, settings).steps) {
      await step.checkpoint();
      if (step.point.epoch < 2) continue;
      numbers.add(tf.memory().numTensors);
      tensors.add(step.memory.tensors);
      bytes.add(step.memory.bytes);
    }
    expect([numbers.size, tensors.size, bytes.size]).toEqual([1, 1, 1]);
    expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes });
  },
);
