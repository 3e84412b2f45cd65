export { CostAccumulator, difference, type Elapsed, KeyCounts, sumOf, type ThreadAccount, type TimeSplit } from "./accounts.ts";
export {
  type CalibrationResult,
  type CalibrationSample,
  calibrate,
  calibrationReport,
  costModelOf,
  type Residual,
} from "./calibrate.ts";
export {
  type Clock,
  ClockReplayError,
  type CpuTime,
  type HostInstruments,
  type Reading,
  RealClock,
  VirtualClock,
  type VirtualTimeSource,
} from "./clock.ts";
export { CostModel, type CostModelData, CostModelError, loadCostModel, MOST_KEYS } from "./cost-model.ts";
export { nonNegativeLeastSquares } from "./non-negative-least-squares.ts";
export { explainReport, explainSentences } from "./reports/explain.ts";
export { formatGeneral } from "./reports/general-format.ts";
export { formatSeconds, nextTimeitLoops, type TimeitMeasurement, timeitMagicReport, timeMagicReport } from "./reports/ipython.ts";
export { shellTimeReport } from "./reports/shell-time.ts";
export type { HashSink, Undoable } from "./undoable.ts";
