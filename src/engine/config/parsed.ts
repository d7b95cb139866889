/** A value that was read, or why not, in Kafka's words where Kafka has some. */
export type Parsed<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly message: string }
