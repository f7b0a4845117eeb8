// What the build lets a browser module import besides code.
declare module '*.css'
