import type { Language } from "./language.ts";

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/**
 * Nouns that are counted beside people and are none: places, buildings, vehicles, organisations, papers. "Arrested in six
 * provinces" tells of no six arrests.
 */
export const THING_NOUNS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: words(`provinces province regions region districts district departments department counties county cities city
    towns town villages village municipalities municipality neighbourhoods neighborhoods constituencies constituency islands
    locations location places sites streets roads highways bridges squares homes houses buildings shops businesses companies
    offices schools hospitals clinics prisons jails churches universities vehicles cars buses trucks motorcycles ambulances
    boats weapons rifles guns shots bullets grenades bombs rounds flags banners barricades roadblocks checkpoints protests
    marches rallies demonstrations incidents attacks raids complaints reports documents pages articles charges counts
    laws parties organisations organizations groups institutions newspapers stations channels websites accounts`),
  es: words(`provincias provincia regiones region distritos distrito departamentos departamento ciudades ciudad pueblos
    municipios municipio localidades localidad barrios comunas estados islas lugares puntos sitios calles carreteras rutas
    puentes plazas casas viviendas edificios locales comercios tiendas empresas oficinas escuelas colegios hospitales clinicas
    carceles prisiones iglesias universidades vehiculos autos carros automoviles autobuses buses camiones motos motocicletas
    ambulancias lanchas armas fusiles pistolas disparos balas granadas bombas banderas barricadas retenes bloqueos protestas
    marchas manifestaciones concentraciones incidentes ataques allanamientos denuncias informes documentos paginas
    articulos cargos leyes partidos organizaciones grupos instituciones diarios periodicos emisoras canales cuentas`),
  pt: words(`provincias provincia regioes regiao distritos distrito departamentos cidades cidade municipios municipio
    localidades bairros estados ilhas lugares pontos locais ruas estradas rodovias pontes pracas casas residencias edificios
    predios lojas comercios empresas escritorios escolas hospitais clinicas prisoes presidios igrejas universidades veiculos
    carros automoveis onibus autocarros caminhoes camioes motos motocicletas ambulancias barcos armas fuzis espingardas
    pistolas tiros disparos balas granadas bombas bandeiras barricadas bloqueios protestos marchas manifestacoes comicios
    incidentes ataques buscas denuncias queixas relatorios documentos paginas artigos leis partidos organizacoes grupos
    instituicoes jornais emissoras canais contas`),
};
