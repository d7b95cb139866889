/** subset-font 2.9.0 ships no types; as much as vite.embed.config.ts uses. */
declare module 'subset-font' {
  export default function subsetFont(font: Uint8Array, text: string, options: { targetFormat: 'woff2'; variationAxes?: Record<string, number | { min: number; max: number }> }): Promise<Buffer>
}
