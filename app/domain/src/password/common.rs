//! The commonest passwords of ten characters and more, and what they are built from.

/// Sorted, small letters, one blank between. Chosen by hand: known favourites, and the words of this site's own world.
const COMMON: &str = "
    !qaz2wsx#edc !qaz@wsx#edc 0102030405 1020304050 1111122222 1122334455 112233445566 1123581321 1212121212 1231231231 1314520520
    1314521521 1314woaini 1357902468 1357924680 1470258369 1472583690 1593574862 1597534682 1a2b3c4d5e 1a2b3c4d5e6f 1q2w3e4r5t
    1q2w3e4r5t6y 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc 1z2x3c4v5b 2468013579 2718281828 2wsx3edc4rfv 3141592653 31415926535
    3692581470 3edc4rfv5tgb 5201314520 5201314521 5201314woaini 5211314521 5841314520 7418529630 7758258520 7758521520 7894561230
    9638527410 a1b2c3d4e5 a1b2c3d4e5f6 a1s2d3f4g5 admin123456 adminadmin administrator administrator1 aini1314520 alexander1 alexandria
    alibaba123 anthony123 babamama123 baidu12345 baokao2026 baokao2027 barcelona1 baseball123 basketball basketball1 basketball23
    batman123456 beijing2008 bidingshangan blink182blink changeit123 changeme12 changeme123 charlotte1 chelseafc1 chenggongshangan
    christopher computer123 correcthorse correcthorsebattery correcthorsebatterystaple cristiano7 default123 elizabeth1 facebook123
    football123 gongwuyuan1 google1234 guest123456 haohaoxuexi huawei1234 iloveyou1314 iloveyou520 internet123 iphone1234 jennifer123
    jiayoujiayou kaoshikaoshi letmein123 letmeinnow liverpool1 liverpoolfc login123456 mamababa123 manchester manchester1 manutd1999
    michelle123 microsoft1 mypassword mypassword1 newpassword newpassword1 nishishabi nopassword p@ssw0rd123 pa$$word123 pa55word123
    passw0rd123 password12 password123 password1234 password2024 password2025 password2026 passwordpassword pokemon123 princess123
    q1a2z3w4s5 q1w2e3r4t5 q1w2e3r4t5y6 qaz123wsx456 qazwsxedcrfv qazwsxedcrfvtgb qazxswedcvfr qq12345678 realmadrid renshikaoshi
    rensikaoshi root123456 rootroot123 samsung123 shangan2025 shangan2026 shangan2027 shanghai2010 starwars123 sunshine123 superman123
    taobao1234 tencent123 test123456 testtest123 thepassword thisispassword tiantianxiangshang tianxiawudi trustno1trustno1 user123456
    wechat1234 weixin1234 welcome123 welcome2024 welcome2025 welcome2026 whatever123 windows123 woaibaba123 woaimama123 woaini1314
    woaini1314520 woaini5201314 woaizhongguo wodemima123 woshinibaba woshishui123 xiaomi1234 yidingshangan yourpassword z1x2c3v4b5
    zaq12wsxcde3 zaq1xsw2cde3 zhongguo123 zhongguomeng zhonghua123";

/// Words that common passwords are strung together from. Sorted.
const ROOTS: &str = "
    a aa aaa abc abcd admin administrator ai aini alibaba amanda andrew angel apple asd asdf asdfgh asdfghjkl baba babygirl baidu bailey
    banzhang baobao baobei baokao baseball basketball batman beijing biaobai buzhidao changeit changeme chaoren charlie chelsea
    chenggong china chinese computer daohang default dragon dream edc facai facebook fengkuang flower football forever friend friends
    fuck fuckyou gongkao gongwuyuan google guangdong guangzhou guest guojia guokao haha hahaha hao haoren haoyun happy heihei hello
    helloworld henan huawei hubei hunan hunter i iloveyou internet iphone jack jesus jiangsu jiayou jinan jordan kao kaogong kaosheng
    kaoshi killer king laogong laopo letmein linjiang liverpool login lol love lovely loveme loveu loveyou mama master me michael
    microsoft mima mimi money monkey mustang my mymima nihao nimade nimei nini ninja nopass oppo pass passw passwd password pokemon
    princess pwd qaq qaz qazwsx qq qwe qwer qwert qwerty qwertyui qwertyuiop renshi root rsks secret shadow shangan shanghai shengkao
    shenlun shenzhen shiyebian sichuan soccer starwars student summer sunshine super superman system taobao tencent test tester testing
    the tianxia tianya tiger trustno ttt u user vip wang wangba wechat weixin welcome whatever windows winter wo woai woaini
    woaizhongguo wode wodemima wokao world woshi wsx wuhan xiaomi xiaoxiao xihuan xingce xuesheng xuexi yiding yidingguo yidong you
    youxi zaq zhejiang zhongguo zhonghua zhuce zhufu zxc zxcv zxcvbn zxcvbnm";

/// Digits and signs that may surround common words before chance is thought to have a part in it.
const DECORATION: usize = 8;
/// A longer row of words is a phrase, and a phrase is what we ask for.
const STRUNG_MAX: usize = 16;

/// `plain` is NFKC in small letters.
pub(super) fn is_common(plain: &str) -> bool {
    COMMON.split_ascii_whitespace().any(|common| common == plain) || repeats(plain) || few_characters(plain) || decorated_words(plain)
}

/// One piece of at most half the length, again and again: abc1abc1abc1.
fn repeats(plain: &str) -> bool {
    let chars: Vec<char> = plain.chars().collect();
    (1..=chars.len() / 2).any(|period| chars.iter().zip(chars.iter().skip(period)).all(|(a, b)| a == b))
}

/// Three different characters or fewer.
fn few_characters(plain: &str) -> bool {
    let mut seen: Vec<char> = plain.chars().collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len() <= 3
}

/// Nothing but common words with some digits and signs: password2026!, woaini@5201314, p@ssw0rd.
fn decorated_words(plain: &str) -> bool {
    let core = plain.trim_matches(|c: char| !c.is_alphabetic());
    let readings = [plain.to_owned(), super::leet(core, 'i'), super::leet(core, 'l')];
    let outside = plain.chars().count() - core.chars().count();
    readings.iter().any(|text| {
        let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
        let signs = text.chars().count() - letters.chars().count();
        let around = if text == plain { signs } else { signs + outside };
        around <= DECORATION && (3..=STRUNG_MAX).contains(&letters.chars().count()) && is_strung(&letters)
    })
}

/// `letters` is a row of words out of `ROOTS`.
fn is_strung(letters: &str) -> bool {
    let mut ends = vec![0usize];
    let mut next = 0;
    while let Some(&at) = ends.get(next) {
        next += 1;
        let Some(rest) = letters.get(at..) else { continue };
        if rest.is_empty() {
            return true;
        }
        for root in ROOTS.split_ascii_whitespace().filter(|root| rest.starts_with(root)) {
            let end = at + root.len();
            if !ends.contains(&end) {
                ends.push(end);
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_hold_what_can_be_met() {
        let list = |text: &'static str| text.split_ascii_whitespace().collect::<Vec<_>>();
        let (common, roots) = (list(COMMON), list(ROOTS));
        assert!(common.is_sorted() && roots.is_sorted());
        assert!(common.iter().all(|p| p.len() >= crate::password::MIN as usize && *p == p.to_lowercase()));
        assert!(common.len() > 150 && roots.len() > 150);
    }

    #[test]
    fn words_with_decoration_are_common() {
        for plain in
            ["password2026!", "p@ssw0rd!!", "woaini@52013", "baokaobaokao", "gongwuyuan99", "!!welcome1975", "admin@admin9", "qwe@asd@zxc7"]
        {
            assert!(is_common(plain), "{plain}");
        }
        assert!(is_common("abc1abc1abc1") && is_common("1212121212") && is_common("ababcabcab"));
    }

    #[test]
    fn phrases_and_chance_are_not_common() {
        for plain in ["lanse-dahai-piaozhe", "k7#mz2vq9x", "纸飞机落在旧书桌上", "tulip-engine-47", "passwort-für-otto", "8305917264x"]
        {
            assert!(!is_common(plain), "{plain}");
        }
    }
}
