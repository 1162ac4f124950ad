/** A type without its `readonly`s: zod's outputs have none, core's data have them everywhere. */
export type Mutable<Value> = Value extends readonly [infer One]
  ? [Mutable<One>]
  : Value extends readonly (infer Item)[]
    ? Mutable<Item>[]
    : Value extends object
      ? { -readonly [Key in keyof Value]: Mutable<Value[Key]> }
      : Value;

/** The same value, in the type that the contract infers. Nothing is copied, and nobody changes it. */
export function mutable<Value>(value: Value): Mutable<Value> {
  return value as Mutable<Value>;
}
