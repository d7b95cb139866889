/** The rules of the controllers that control the cluster. */
import type { ControllerRules } from './controllerNode'
import { kraft } from './kraft/kraft'

export const controllerRules: ControllerRules = kraft
