/** What can be done to a running cluster by hand: the tools of the stage, by name. A step of a lesson names those that it offers. */
export const FAULT_TOOLS = [
  'crash', 'power', 'shutdown', 'restart', 'pause', 'goOn', 'cutLink', 'refuse', 'slowLink', 'lossyLink', 'mend', 'slowDisk', 'fullDisk', 'loseAnswer', 'killController',
] as const
export type FaultToolName = (typeof FAULT_TOOLS)[number]
