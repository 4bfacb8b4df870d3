/** Start of the free memory: the constants of Math are below it. */
export const heapBase: usize = __heap_base;

export { scanBytes } from './byte-scan';
export { rowsTimes } from './dense-products';
export { leastSquares, leastSquaresErrors } from './least-squares';
export { fillNormals, fillTables } from './normals';
export { drawRows, factorRows, gram } from './row-posteriors';
export {
  addPredictions,
  addRidge,
  firstResidual,
  multiplyRows,
  spmm,
  squaredErrors,
  stepAlong,
  turn,
} from './sparse-and-links';
