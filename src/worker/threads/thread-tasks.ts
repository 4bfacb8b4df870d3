import { choleskyRowsTask, inverseRowsTask, invertRowsTask } from '../../base/invert-matrix.ts';
import type { RowTask } from '../../base/threads.ts';
import { membershipsTask } from '../../projection/fuzzy-graph.ts';
import { leavesTask } from '../../projection/nearest-neighbours.ts';
import { componentsTask, covarianceTask } from '../../projection/pca.ts';
import { penaltiesTask } from '../../projection/trustworthiness.ts';
import { diagonalTask, gramRowsTask } from '../../recommenders/models/ease-rows.ts';
import { factorGramTask, implicitRowsTask } from '../../recommenders/models/implicit-als-rows.ts';
import {
  drawRowsTask,
  factorRowsTask,
  multiplyRowsTask,
  predictTask,
  productTask,
  squaredErrorsTask,
} from '../../training/bayes/gibbs-tasks.ts';
import { rowErrorsTask, solveRowsTask } from '../../training/factorization/als-rows.ts';

/** Everything that other threads can be asked to do. */
export const threadTasks: readonly RowTask<unknown>[] = [
  solveRowsTask,
  rowErrorsTask,
  factorRowsTask,
  drawRowsTask,
  productTask,
  multiplyRowsTask,
  predictTask,
  squaredErrorsTask,
  implicitRowsTask,
  factorGramTask,
  gramRowsTask,
  choleskyRowsTask,
  invertRowsTask,
  inverseRowsTask,
  diagonalTask,
  covarianceTask,
  componentsTask,
  leavesTask,
  membershipsTask,
  penaltiesTask,
];
