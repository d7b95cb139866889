/** The newest word of the controllers. */
import type { ClusterState } from './cluster'
import type { ControllerNode } from './controller/controllerNode'
import type { MetadataImage } from './protocol/metadata'

/** The controller that decides; none while they elect. */
export function decidingController({ controllers, hosts }: ClusterState): ControllerNode | undefined {
  const leading = controllers.filter(({ id, role }) => role === 'leader' && hosts.get(id)?.isUp === true)
  return leading.length === 0 ? undefined : leading.reduce((best, one) => (one.epoch > best.epoch ? one : best))
}

/** As it has decided; while they elect, what the one that has heard most knows. */
export function newestImage(state: ClusterState): MetadataImage {
  return (decidingController(state) ?? state.controllers.reduce((best, one) => (one.image.offset > best.image.offset ? one : best))).image
}
