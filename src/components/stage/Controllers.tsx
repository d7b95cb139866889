/** The quorum of controllers: a row of small boxes above the brokers; who is active, in which epoch, and who is ill. */
import { memo } from 'react'
import type { ControllerView } from '../../engine/pageFace'
import { controllerName, controllerWords } from './health'
import type { Box } from './layout'
import { sameParts } from './sameParts'
import css from './stage.module.css'

/** Of the words' font, about. */
const LETTER = 6
/** At the right end of a box, for the door to its menu. */
export const MENU_ROOM = 22

export const Controllers = memo(function Controllers({ controllers, boxes }: { readonly controllers: readonly ControllerView[]; readonly boxes: readonly Box[] }) {
  return (
    <g>
      {controllers.map((controller, index) => {
        const box = boxes[index]
        if (!box) return null
        const words = controllerWords(controller)
        const name = controllers.length === 1 ? 'Controller' : controllerName(controller.id)
        const isOut = controller.process !== 'up'
        // In a narrow box the epoch is said short, then goes, then the word is cut short.
        const room = box.width - 7 - MENU_ROOM, fits = (one: string): boolean => (one.length + name.length + 1) * LETTER < room
        const text = [words.text, words.text.replace(', epoch ', ', e'), words.text.split(',')[0]!].find(fits) ?? words.text.split(',')[0]!.slice(0, Math.max(3, Math.floor(room / LETTER) - name.length - 1))
        return (
          <g key={controller.id} role="img" data-controller={controller.id} data-process={controller.process} data-role={controller.role} data-active={controller.isActive} data-epoch={controller.epoch}
            aria-label={`Controller ${index + 1} of ${controllers.length}: ${words.text}; quorum epoch ${controller.epoch}, its metadata log ends at ${controller.logEndOffset}, committed up to ${controller.highWatermark}`}>
            <title>{`${words.text}: epoch ${controller.epoch}, metadata log end ${controller.logEndOffset}, committed ${controller.highWatermark}`}</title>
            <rect {...box} rx={6} className={css[isOut ? 'down' : controller.isActive ? 'active' : 'inner']} />
            <text className={css['quiet']} x={box.x + 7} y={box.y + 14.5}>{name} <tspan className={css[words.tone]} style={{ fontSize: 12 }}>{text}</tspan></text>
          </g>
        )
      })}
    </g>
  )
}, sameParts)
