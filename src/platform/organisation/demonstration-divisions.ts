import type { Division, DivisionLevel } from './organisation.ts';

type Named = readonly [name: string, nameEn: string];

/** Every name here is made up; codes under 98 and 99 are not in use for any real division. */
const PROVINCE: Named = ['云岭省', 'Yunling Province'];
const NEIGHBOUR: Named = ['海陵省', 'Hailing Province'];

interface DemonstrationDistrict {
  readonly code: string;
  readonly named: Named;
  readonly streets: readonly Named[];
}

interface DemonstrationCity {
  readonly code: string;
  readonly named: Named;
  readonly districts: readonly DemonstrationDistrict[];
}

const CITIES: readonly DemonstrationCity[] = [
  {
    code: '990100',
    named: ['云川市', 'Yunchuan City'],
    districts: [
      {
        code: '990101',
        named: ['青坪区', 'Qingping District'],
        streets: [
          ['竹影街道', 'Zhuying Subdistrict'],
          ['书院坪街道', 'Shuyuanping Subdistrict'],
          ['听泉街道', 'Tingquan Subdistrict'],
          ['青坪新村街道', 'Qingping Xincun Subdistrict'],
        ],
      },
      {
        code: '990102',
        named: ['云湖区', 'Yunhu District'],
        streets: [
          ['湖心街道', 'Huxin Subdistrict'],
          ['柳岸街道', "Liu'an Subdistrict"],
          ['望鹤街道', 'Wanghe Subdistrict'],
          ['云湖北街道', 'Yunhu North Subdistrict'],
          ['渔灯街道', 'Yudeng Subdistrict'],
          ['荷桥镇', 'Heqiao Town'],
        ],
      },
      {
        code: '990103',
        named: ['望岭区', 'Wangling District'],
        streets: [
          ['岭脚街道', 'Lingjiao Subdistrict'],
          ['采石坊街道', 'Caishifang Subdistrict'],
          ['双槐里街道', 'Shuanghuaili Subdistrict'],
          ['雾溪镇', 'Wuxi Stream Town'],
        ],
      },
      {
        code: '990121',
        named: ['松澜县', 'Songlan County'],
        streets: [
          ['澜头镇', 'Lantou Town'],
          ['松针镇', 'Songzhen Town'],
          ['晒谷坪镇', 'Shaiguping Town'],
        ],
      },
    ],
  },
  {
    code: '990200',
    named: ['岚安市', "Lan'an City"],
    districts: [
      {
        code: '990202',
        named: ['岚东区', 'Landong District'],
        streets: [
          ['钟楼里街道', 'Zhonglouli Subdistrict'],
          ['旧渡街道', 'Jiudu Subdistrict'],
          ['朝岚街道', 'Chaolan Subdistrict'],
          ['织坊街道', 'Zhifang Subdistrict'],
        ],
      },
      {
        code: '990203',
        named: ['鹿鸣区', 'Luming District'],
        streets: [
          ['鹿角街道', 'Lujiao Subdistrict'],
          ['草甸街道', 'Caodian Subdistrict'],
          ['三眼井街道', 'Sanyanjing Subdistrict'],
        ],
      },
      {
        code: '990221',
        named: ['榆川县', 'Yuchuan County'],
        streets: [
          ['榆荫镇', 'Yuyin Town'],
          ['砚台镇', 'Yantai Inkstone Town'],
          ['半亭镇', 'Banting Town'],
          ['岚尾镇', 'Lanwei Town'],
        ],
      },
      {
        code: '990222',
        named: ['石榆县', 'Shiyu County'],
        streets: [
          ['石磨镇', 'Shimo Town'],
          ['枣沟岭镇', 'Zaogouling Town'],
          ['远灯镇', 'Yuandeng Town'],
        ],
      },
    ],
  },
  {
    code: '990300',
    named: ['溪宁市', 'Xining Brook City'],
    districts: [
      {
        code: '990302',
        named: ['桐桥区', 'Tongqiao District'],
        streets: [
          ['桐花街道', 'Tonghua Subdistrict'],
          ['石拱街道', 'Shigong Subdistrict'],
          ['邮亭街道', 'Youting Subdistrict'],
          ['溪口新街道', 'Xikou New Subdistrict'],
          ['桨声镇', 'Jiangsheng Town'],
        ],
      },
      {
        code: '990303',
        named: ['枫浦区', 'Fengpu District'],
        streets: [
          ['枫叶渡街道', 'Fengyedu Subdistrict'],
          ['盐仓里街道', 'Yancangli Subdistrict'],
          ['帆影街道', 'Fanying Subdistrict'],
        ],
      },
      {
        code: '990321',
        named: ['远岫县', 'Yuanxiu County'],
        streets: [
          ['岫云镇', 'Xiuyun Town'],
          ['茶垄镇', 'Chalong Town'],
          ['石鼓岭镇', 'Shiguling Town'],
          ['落雁坪镇', 'Luoyanping Town'],
        ],
      },
      {
        code: '990322',
        named: ['禾溪县', 'Hexi County'],
        streets: [
          ['禾场镇', 'Hechang Town'],
          ['溪源岭镇', 'Xiyuanling Town'],
          ['水车镇', 'Shuiche Town'],
        ],
      },
    ],
  },
];

const division = (code: string, named: Named, level: DivisionLevel, parentCode: string | null): Division => ({
  code,
  name: named[0],
  nameEn: named[1],
  level,
  parentCode,
});

const districtRows = (district: DemonstrationDistrict, city: string): readonly Division[] => [
  division(district.code, district.named, 'district', city),
  ...district.streets.map((named, index) =>
    division(`${district.code}${String(index + 1).padStart(3, '0')}`, named, 'street', district.code),
  ),
];

const cityRows = (city: DemonstrationCity): readonly Division[] => [
  division(city.code, city.named, 'city', '990000'),
  ...city.districts.flatMap((district) => districtRows(district, city.code)),
];

export const DEMONSTRATION_DIVISIONS: readonly Division[] = [
  division('980000', NEIGHBOUR, 'province', null),
  division('990000', PROVINCE, 'province', null),
  ...CITIES.flatMap(cityRows),
];
