/** The codes that rules use are Kafka's, by name. */
import { expect, test } from 'vitest'
import { ERROR } from './errorCodes'
import { kafkaErrors } from './errors'
import { errorName } from './produceErrors'

test.each(Object.entries(ERROR))('%s is %i', (name, code) => {
  const kafkaName = name.replaceAll(/[A-Z]/g, letter => `_${letter}`).toUpperCase()
  expect(kafkaErrors.find(error => error.code === code)?.name).toBe(kafkaName)
  expect(errorName(code)).toBe(kafkaName)
})
