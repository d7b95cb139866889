/**
 * What a ride company writes to Kafka: ride requests, driver locations, trips, payments, as the fields of a JSON object. All drawn from a stream, in
 * whole numbers; names, towns and fares repeat from record to record as real ones do, ids and places do not.
 */
import { createStream, nextBelow, nextUint32, type RandomStream } from '../kernel/random'

export const DOCUMENT_KINDS = ['ride-request', 'driver-location', 'trip', 'payment'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
/** Field name and how to make its value as JSON text, most important first: what does not fit a size is left off from the end, and never made. Made once each, in order. */
export type Field = readonly [name: string, json: () => string]

interface City { readonly name: string; readonly latMicro: number; readonly lonMicro: number; readonly currency: string }
const CITIES: readonly City[] = [
  { name: 'Lagos', latMicro: 6_524_379, lonMicro: 3_379_206, currency: 'NGN' }, { name: 'Pune', latMicro: 18_520_430, lonMicro: 73_856_744, currency: 'INR' },
  { name: 'Lima', latMicro: -12_046_374, lonMicro: -77_042_793, currency: 'PEN' }, { name: 'Oslo', latMicro: 59_913_869, lonMicro: 10_752_245, currency: 'NOK' },
  { name: 'Kobe', latMicro: 34_690_083, lonMicro: 135_195_511, currency: 'JPY' },
]
const PRODUCTS = ['standard', 'standard', 'standard', 'comfort', 'pool', 'xl'], METHODS = ['card', 'card', 'wallet', 'cash'], STATUS = ['on_trip', 'on_trip', 'available', 'en_route']
/** The moment of record 0, and how far apart records are. */
const FIRST_MS = 1_700_000_000_000, STEP_MS = 20
/** Places lie within 0.08 degrees of the town's centre. */
const SPREAD_MICRO = 160_000

const oneOf = <Item>(stream: RandomStream, items: readonly Item[]): Item => items[nextBelow(stream, items.length)]!
const between = (stream: RandomStream, lowest: number, highest: number): number => lowest + nextBelow(stream, highest - lowest + 1)

/** JSON text in ASCII only: other letters are written \uXXXX, so that characters are bytes. */
export const jsonText = (text: string): string => JSON.stringify(text).replaceAll(/[\u007f-\uffff]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)

function uuid(stream: RandomStream): string {
  const hex = Array.from({ length: 4 }, () => nextUint32(stream).toString(16).padStart(8, '0')).join('')
  return `"${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}"`
}
function degrees(micro: number): string {
  const digits = String(Math.abs(micro)).padStart(7, '0')
  return `${micro < 0 ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`
}
function place(stream: RandomStream, { latMicro, lonMicro }: City): string {
  const lat = degrees(latMicro + nextBelow(stream, SPREAD_MICRO) - SPREAD_MICRO / 2), lon = degrees(lonMicro + nextBelow(stream, SPREAD_MICRO) - SPREAD_MICRO / 2)
  return `{"lat":${lat},"lon":${lon}}`
}
const person = (stream: RandomStream, role: string, key: string | null): string => (key === null ? `"${role}-${between(stream, 1, 4000)}"` : jsonText(key))
const money = (stream: RandomStream): string => `${between(stream, 4, 60)}.${String(between(stream, 0, 19) * 5).padStart(2, '0')}`

const DOCUMENTS: Readonly<Record<DocumentKind, (stream: RandomStream, atMs: number, city: City, key: string | null) => readonly Field[]>> = {
  'ride-request': (stream, atMs, city, key) => [
    ['riderId', () => person(stream, 'rider', key)], ['city', () => jsonText(city.name)], ['pickup', () => place(stream, city)], ['dropoff', () => place(stream, city)], ['product', () => jsonText(oneOf(stream, PRODUCTS))],
    ['requestedAt', () => String(atMs)], ['requestId', () => uuid(stream)], ['passengers', () => String(between(stream, 1, 4))], ['appVersion', () => '"8.41.2"'],
  ],
  'driver-location': (stream, atMs, city, key) => [
    ['driverId', () => person(stream, 'driver', key)], ['at', () => String(atMs)], ['location', () => place(stream, city)], ['heading', () => String(between(stream, 0, 359))], ['speedKmh', () => String(between(stream, 0, 70))],
    ['status', () => jsonText(oneOf(stream, STATUS))], ['accuracyMeters', () => String(between(stream, 3, 25))], ['city', () => jsonText(city.name)],
  ],
  trip: (stream, atMs, city, key) => {
    const seconds = between(stream, 240, 3000), fare = money(stream)
    return [
      ['tripId', () => key === null ? uuid(stream) : jsonText(key)], ['event', () => '"trip_completed"'], ['riderId', () => person(stream, 'rider', null)], ['driverId', () => person(stream, 'driver', null)], ['city', () => jsonText(city.name)],
      ['startedAt', () => String(atMs - seconds * 1000)], ['endedAt', () => String(atMs)], ['distanceMeters', () => String(seconds * between(stream, 4, 11))], ['fare', () => fare], ['currency', () => jsonText(city.currency)],
      ['route', () => `[${Array.from({ length: between(stream, 4, 9) }, () => place(stream, city)).join(',')}]`], ['rating', () => String(between(stream, 3, 5))],
    ]
  },
  payment: (stream, atMs, city, key) => [
    ['paymentId', () => uuid(stream)], ['riderId', () => person(stream, 'rider', key)], ['amount', () => money(stream)], ['currency', () => jsonText(city.currency)], ['status', () => '"authorized"'], ['method', () => jsonText(oneOf(stream, METHODS))],
    ['tripId', () => uuid(stream)], ['cardLast4', () => `"${String(between(stream, 0, 9999)).padStart(4, '0')}"`], ['authorizedAt', () => String(atMs)], ['city', () => jsonText(city.name)],
  ],
}

/** The fields of one record's document; `key`, if there is one, is the person or trip that it is about, always in the same town. */
export function documentFields(kind: DocumentKind, stream: RandomStream, recordId: number, key: string | null): readonly Field[] {
  return DOCUMENTS[kind](stream, FIRST_MS + recordId * STEP_MS + nextBelow(stream, STEP_MS), key === null ? oneOf(stream, CITIES) : oneOf(createStream(0, key), CITIES), key)
}
