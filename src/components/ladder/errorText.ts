/** Kafka's name of an error. */
import { errorName } from '../../engine/protocol/produceErrors'

export const errorText = (code: number): string => errorName(code) || (code === -1 ? 'connection lost' : `error ${code}`)
