package archive

// composed are letters that Unicode can also write as a base and a mark: each
// mark is followed by pairs of a base and the letter. macOS takes both spellings
// for one file name. Latin, Greek, Cyrillic and Japanese are here, and Korean by
// arithmetic; other scripts are rare in file names, and two marks in another
// order than the canonical one are not put in order.
const composed = "" +
	"\u0300AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹЕЀИЍеѐиѝĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳἀἂἁἃἈἊἉἋἐἒἑἓἘἚἙἛἠἢἡἣἨἪἩἫἰἲἱἳἸἺἹἻὀὂὁὃὈὊὉὋὐὒὑὓὙὛὠὢὡὣὨὪὩὫαὰεὲηὴιὶοὸυὺωὼΑᾺΕῈΗῊ᾿῍ϊῒΙῚ῾῝ϋῢΥῪ¨῭ΟῸΩῺ" +
	"\u0301AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿ¨΅ΑΆΕΈΗΉΙΊΟΌΥΎΩΏϊΐαάεέηήιίϋΰοόυύωώϒϓГЃКЌгѓкќÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứἀἄἁἅἈἌἉἍἐἔἑἕἘἜἙἝἠἤἡἥἨἬἩἭἰἴἱἵἸἼἹἽὀὄὁὅὈὌὉὍὐὔὑὕὙὝὠὤὡὥὨὬὩὭαάεέηήιίοόυύωώΑΆΕΈΗΉ᾿῎ϊΐΙΊ῾῞ϋΰΥΎ¨΅ΟΌΩΏ" +
	"\u0302AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ" +
	"\u0303AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ" +
	"\u0308AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸΙΪΥΫιϊυϋϒϔЕЁІЇеёіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥОӦоӧӨӪөӫЭӬэӭУӰуӱЧӴчӵЫӸыӹHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ" +
	"\u030aAÅaåUŮuůwẘyẙ" +
	"\u0327CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ" +
	"\u0304AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳИӢиӣУӮуӯGḠgḡḶḸḷḹṚṜṛṝαᾱΑᾹιῑΙῙυῡΥῩ" +
	"\u0306AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуўЖӁжӂАӐаӑЕӖеӗȨḜȩḝẠẶạặαᾰΑᾸιῐΙῘυῠΥῨ" +
	"\u0328AĄaąEĘeęIĮiįUŲuųOǪoǫ" +
	"\u0307CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ" +
	"\u030cCČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ" +
	"\u030bOŐoőUŰuűУӲуӳ" +
	"\u031bOƠoơUƯuư" +
	"\u030fAȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕѴѶѵѷ" +
	"\u0311AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ" +
	"\u0326SȘsșTȚtț" +
	"\u0325AḀaḁ" +
	"\u0323BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ" +
	"\u0331BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ" +
	"\u032dDḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ" +
	"\u0330EḚeḛIḬiḭUṴuṵ" +
	"\u032eHḪhḫ" +
	"\u0324UṲuṳ" +
	"\u0309AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ" +
	"\u0313αἀΑἈεἐΕἘηἠΗἨιἰΙἸοὀΟὈυὐωὠΩὨρῤ" +
	"\u0314αἁΑἉεἑΕἙηἡΗἩιἱΙἹοὁΟὉυὑΥὙωὡΩὩρῥΡῬ" +
	"\u0342ἀἆἁἇἈἎἉἏἠἦἡἧἨἮἩἯἰἶἱἷἸἾἹἿὐὖὑὗὙὟὠὦὡὧὨὮὩὯαᾶ¨῁ηῆ᾿῏ιῖϊῗ῾῟υῦϋῧωῶ" +
	"\u0345ἀᾀἁᾁἂᾂἃᾃἄᾄἅᾅἆᾆἇᾇἈᾈἉᾉἊᾊἋᾋἌᾌἍᾍἎᾎἏᾏἠᾐἡᾑἢᾒἣᾓἤᾔἥᾕἦᾖἧᾗἨᾘἩᾙἪᾚἫᾛἬᾜἭᾝἮᾞἯᾟὠᾠὡᾡὢᾢὣᾣὤᾤὥᾥὦᾦὧᾧὨᾨὩᾩὪᾪὫᾫὬᾬὭᾭὮᾮὯᾯὰᾲαᾳάᾴᾶᾷΑᾼὴῂηῃήῄῆῇΗῌὼῲωῳώῴῶῷΩῼ" +
	"\u3099かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼうゔゝゞカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボウヴワヷヰヸヱヹヲヺヽヾ" +
	"\u309aはぱひぴふぷへぺほぽハパヒピフプヘペホポ"

var decompositions map[rune][2]rune

// eachDecomposed calls f for the characters of r's decomposed form.
func eachDecomposed(r rune, f func(rune)) {
	if r >= 0xac00 && r < 0xac00+11172 {
		r -= 0xac00
		f(0x1100 + r/588)
		f(0x1161 + r/28%21)
		if r%28 != 0 {
			f(0x11a7 + r%28)
		}
		return
	}
	if decompositions == nil {
		decompositions = readComposed()
	}
	if d, ok := decompositions[r]; ok {
		eachDecomposed(d[0], f)
		r = d[1]
	}
	f(r)
}

func readComposed() map[rune][2]rune {
	out := make(map[rune][2]rune, 900)
	var mark, base rune
	for _, r := range composed {
		switch {
		case r >= 0x300 && r < 0x370 || r == 0x3099 || r == 0x309a:
			mark, base = r, 0
		case base == 0:
			base = r
		default:
			out[r] = [2]rune{base, mark}
			base = 0
		}
	}
	return out
}
