import * as tf from '@tensorflow/tfjs-core';
import '../kernels/adam.cpu.ts';

/** A gradient for each variable, always in the same order, since the moments are stored by position. */
type Gradients = readonly { readonly variable: tf.Variable; readonly gradient: tf.Tensor }[];

export interface Adam {
  /** One step. The caller disposes the gradients. */
  step(gradients: Gradients): void;
  /** Number of steps so far, then both moments of each variable. The caller disposes the tensors. */
  weights(): Promise<tf.Tensor[]>;
  /** Goes on from `weights()`. The caller disposes the tensors. */
  setWeights(weights: readonly tf.Tensor[]): Promise<void>;
  dispose(): void;
}

const beta1 = 0.9;
const beta2 = 0.999;
/** Given, so that every backend trains alike: TF.js's default is 1e-4 on some WebGL devices (tfjs#6980). */
const epsilon = 1e-7;

/**
 * Adam (Kingma & Ba 2015): `tf.train.adam`, except on the cpu backend, where one fused kernel replaces its twelve
 * passes over all parameters. A unit test checks that both give the same result.
 */
export function createAdam(learningRate: number): Adam {
  return tf.getBackend() === 'cpu' ? fusedAdam(learningRate) : tensorflowAdam(learningRate);
}

/** Adam with TF.js's optimizer. */
export function tensorflowAdam(learningRate: number): Adam {
  const optimizer = tf.train.adam(learningRate, beta1, beta2, epsilon);
  return {
    step: (gradients) =>
      optimizer.applyGradients(
        gradients.map(({ variable, gradient }) => ({ name: variable.name, tensor: gradient })),
      ),
    async weights() {
      // getWeights creates the step count, but returns the optimizer's own tensors for the moments.
      const [steps, ...moments] = (await optimizer.getWeights()).map(({ tensor }) => tensor);
      return [steps, ...moments.map((tensor) => tensor.clone())];
    },
    setWeights: (weights) => optimizer.setWeights(weights.map((tensor, n) => ({ name: `adam${n}`, tensor }))),
    dispose: () => optimizer.dispose(),
  };
}

/** Adam with the kernel `AdamStep` of `adam.cpu.ts`. */
export function fusedAdam(learningRate: number): Adam {
  let moments: (readonly [tf.Tensor, tf.Tensor])[] = [];
  let steps = 0;
  return {
    step(gradients) {
      steps++;
      gradients.forEach(({ variable, gradient }, n) => {
        if (moments[n] === undefined) moments[n] = [tf.zerosLike(gradient), tf.zerosLike(gradient)];
        const [m, v] = moments[n];
        const attrs = {
          learningRate,
          beta1,
          beta2,
          epsilon,
          correction1: 1 - beta1 ** steps,
          correction2: 1 - beta2 ** steps,
        };
        const inputs = { value: variable as tf.Tensor, m, v, gradient };
        const [value, nextM, nextV] = tf.engine().runKernel('AdamStep', inputs, attrs) as tf.Tensor[];
        variable.assign(value);
        tf.dispose([value, m, v]);
        moments[n] = [tf.keep(nextM), tf.keep(nextV)];
      });
    },
    async weights() {
      const [m, v] = [moments.map(([first]) => first), moments.map(([, second]) => second)];
      return [tf.scalar(steps), ...[...m, ...v].map((tensor) => tensor.clone())];
    },
    async setWeights([count, ...both]) {
      tf.dispose(moments.flat());
      [steps] = await count.data();
      const half = both.length / 2;
      moments = both.slice(0, half).map((m, n) => [m.clone(), both[half + n].clone()] as const);
    },
    dispose: () => tf.dispose(moments.flat()),
  };
}
