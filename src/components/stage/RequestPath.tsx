/** A broker's request path in one line: its network threads, what waits for an I/O thread, its I/O threads. A filled square is a thread at work. */
import type { RequestPathView, ThreadsView } from '../../engine/pageFace'
import { grouped } from '../../engine/kernel/units'
import css from './stage.module.css'

const SQUARE = 6, STEP = 8, MOST = 8
const widthOf = ({ threads }: ThreadsView): number => (threads > MOST ? 30 : threads * STEP - 2)

export function RequestPath({ path: { network, queue, io }, x, y, width }: { readonly path: RequestPathView; readonly x: number; readonly y: number; readonly width: number }) {
  const ioAt = x + width - widthOf(io)
  const waits = queue.size === 0 ? '' : queue.size >= queue.most ? css['ill'] : css['warn']
  return (
    <g data-queue={queue.size} data-io-busy={io.busy} data-network-busy={network.busy}>
      <text className={css['quiet']} x={x} y={y}>net</text>
      <Threads of={network} x={x + 24} y={y} />
      <text className={waits === '' ? css['quiet'] : waits} x={(x + 24 + widthOf(network) + ioAt - 26) / 2} y={y} textAnchor="middle">queue {grouped(queue.size)}</text>
      <text className={css['quiet']} x={ioAt - 6} y={y} textAnchor="end">I/O</text>
      <Threads of={io} x={ioAt} y={y} />
    </g>
  )
}

function Threads({ of: { busy, threads }, x, y }: { readonly of: ThreadsView; readonly x: number; readonly y: number }) {
  if (threads > MOST) return <text className={css['number']} x={x} y={y}>{busy}/{threads}</text>
  return <>{Array.from({ length: threads }, (_none, index) => <rect key={index} className={css[index < busy ? 'atWork' : 'atRest']} x={x + index * STEP} y={y - 7.5} width={SQUARE} height={SQUARE + 1} rx={1.5} />)}</>
}
