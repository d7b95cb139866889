/** From a slider's position to a value of its key and back: through its stops where it has them, else evenly. Pure. */
import type { NumberKey } from '../../engine/pageFace'

export interface SliderScale { readonly steps: number; valueAt(position: number): number; positionOf(value: number): number }

const LINEAR_STEPS = 100

export function sliderScale({ slider, type }: NumberKey): SliderScale {
  const { stops, min, max } = slider
  if (stops) {
    return { steps: stops.length - 1, valueAt: position => stops[Math.round(position)]!, positionOf: value => nearest(stops, value) }
  }
  if (slider.scale === 'log') {
    const powers = doublings(Math.max(1, min), max)
    return { steps: powers.length - 1, valueAt: position => powers[Math.round(position)]!, positionOf: value => nearest(powers, value) }
  }
  const isWhole = type === 'INT' || type === 'LONG'
  const steps = isWhole && max - min <= LINEAR_STEPS ? max - min : LINEAR_STEPS
  return {
    steps, valueAt: position => Math.round(min + ((max - min) * position) / steps),
    positionOf: value => Math.round(((Math.min(max, Math.max(min, value)) - min) / (max - min)) * steps),
  }
}

function doublings(from: number, to: number): readonly number[] {
  const values: number[] = []
  for (let value = from; value < to; value *= 2) values.push(value)
  return [...values, to]
}

const nearest = (values: readonly number[], value: number): number =>
  values.reduce((best, one, index) => (Math.abs(one - value) < Math.abs(values[best]! - value) ? index : best), 0)
