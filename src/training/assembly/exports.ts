/** Where the memory is free: the constants of Math lie below. */
export const heapBase: usize = __heap_base;

export { rowsTimes } from './dense';
export { fillNormals, fillTables } from './normals';
export { drawRows, factorRows, gram } from './rows';
export {
  addPredictions,
  addRidge,
  firstResidual,
  multiplyRows,
  spmm,
  squaredErrors,
  stepAlong,
  turn,
} from './sparse';
