export class LiveSocket {}
