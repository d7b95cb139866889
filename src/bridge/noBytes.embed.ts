/** The embed has no view of a batch's bytes, and so nothing that makes them. */
export const batchContents = (): null => null
