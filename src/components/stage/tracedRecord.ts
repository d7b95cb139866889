/** The record a lesson follows: ringed wherever it is drawn. −1: none. */
import { createContext } from 'react'

export const TracedRecord = createContext(-1)
