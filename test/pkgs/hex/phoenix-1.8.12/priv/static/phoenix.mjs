export class Socket {}
