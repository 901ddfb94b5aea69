// The part of Leaflet 1.9.3 that the map uses, its private parts included where we build on them.

declare namespace Leaflet {
  interface Pixel {
    x: number;
    y: number;
  }
  interface LatLng {
    lat: number;
    lng: number;
  }
  type Place = LatLng | Point | number[];
  interface Bounds {
    isValid(): boolean;
    extend(other: Bounds | Place): Bounds;
    pad(ratio: number): Bounds;
    getCenter(): LatLng;
  }
  type Layer = any;
  interface Map {
    [member: string]: any;
    getCenter(): LatLng;
    getZoom(): number;
    getSize(): Pixel;
    getPixelOrigin(): Pixel;
    getContainer(): HTMLElement;
    createPane(name: string): HTMLElement;
    project(place: Place, zoom: number): Pixel;
  }
}

interface Window {
  L: any;
  atlas: any;
  plate: any;
  Streamlit: {
    setComponentValue(value: object): void;
    events: EventTarget;
  };
  MutationObserver: typeof MutationObserver;
}
