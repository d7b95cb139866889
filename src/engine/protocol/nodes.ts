/**
 * Numbers and names of the machines in a run. A broker's number is its node.id (1…999); clients follow: producers from 1000,
 * consumers from 2000, controllers from 3000, administrators from 4000, in the order of the scenario. Node 0 is the world outside (the script).
 */
export const OUTSIDE = 0
export const FIRST_PRODUCER = 1000
export const FIRST_CONSUMER = 2000
export const FIRST_CONTROLLER = 3000
export const FIRST_ADMIN = 4000
export const isBroker = (node: number): boolean => node > OUTSIDE && node < FIRST_PRODUCER
export const isProducer = (node: number): boolean => node >= FIRST_PRODUCER && node < FIRST_CONSUMER
export const isConsumer = (node: number): boolean => node >= FIRST_CONSUMER && node < FIRST_CONTROLLER
export const isAdmin = (node: number): boolean => node >= FIRST_ADMIN
export const isController = (node: number): boolean => node >= FIRST_CONTROLLER && node < FIRST_ADMIN
