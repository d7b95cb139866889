/**
 * The running estimate of how well a topic's batches compress, in 32-bit floats as in Java.
 * Kafka: common/record/CompressionRatioEstimator#updateEstimation; spec §3.5.
 */
const WORSE_STEP = Math.fround(0.05), BETTER_STEP = Math.fround(0.005)

/** The estimate after a batch was closed with this observed ratio (compressed ÷ uncompressed record bytes). */
export function updateRatio(estimate: number, observed: number): number {
  const current = Math.fround(estimate), seen = Math.fround(observed)
  if (seen > current) return Math.max(Math.fround(current + WORSE_STEP), seen)
  if (seen < current) return Math.max(Math.fround(current - BETTER_STEP), seen)
  return current
}
