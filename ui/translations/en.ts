<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AttractPage</name>
    <message>
        <source>您好，欢迎办事</source>
        <translation>Welcome</translation>
    </message>
    <message>
        <source>自助办事，刷身份证就能办</source>
        <translation>Self-service with your ID card</translation>
    </message>
    <message>
        <source>点一下屏幕，开始办理</source>
        <translation>Touch to begin</translation>
    </message>
    <message>
        <source>查验证明真伪</source>
        <translation>Check a paper</translation>
    </message>
    <message>
        <source>在这里可以办</source>
        <translation>What you can do here</translation>
    </message>
</context>
<context>
    <name>CandidateBar</name>
    <message>
        <source>打拼音或首字母，边打边找</source>
        <translation>Type pinyin, initials or English</translation>
    </message>
    <message>
        <source>更多候选字</source>
        <translation>More characters</translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>请把身份证放在读卡区</source>
        <translation>Place your ID card on the reader</translation>
    </message>
    <message>
        <source>平放，不要移动，停留几秒钟。读好以后会自动进入下一步。</source>
        <translation>Lay it flat and leave it for a few seconds. The next step follows by itself.</translation>
    </message>
    <message>
        <source>没带身份证，用身份码</source>
        <translation>No card? Use identity code</translation>
    </message>
</context>
<context>
    <name>CheckPaperPage</name>
    <message>
        <source>请把材料上的二维码对准扫码口</source>
        <translation>Hold the code on the paper to the scanner</translation>
    </message>
    <message>
        <source>在本大厅办的证明都可以查。只核对真伪，不显示您的个人信息。</source>
        <translation>Any certificate of this centre. Only whether it is genuine is checked; nothing personal is shown.</translation>
    </message>
    <message>
        <source>不查了，返回首页</source>
        <translation>Do not check, go back</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>换一种方式登录</source>
        <translation>Sign in another way</translation>
    </message>
    <message>
        <source>发到手机</source>
        <translation>Send to phone</translation>
    </message>
    <message>
        <source>改为打印</source>
        <translation>Print instead</translation>
    </message>
    <message>
        <source>先打印回执</source>
        <translation>Print the receipt now</translation>
    </message>
    <message>
        <source>不等回执，下一步</source>
        <translation>Go on without receipt</translation>
    </message>
    <message>
        <source>知道了，下一步</source>
        <translation>Understood, go on</translation>
    </message>
    <message>
        <source>返回维护页</source>
        <translation>Back to the staff page</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>返回首页</source>
        <translation>Back to home</translation>
    </message>
    <message>
        <source>结束办理</source>
        <translation>End</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>是否同意比对人脸？</source>
        <translation>Compare your face?</translation>
    </message>
    <message>
        <source>这一步需要您单独同意。不同意也能办，不少一项功能。</source>
        <translation>This needs your separate consent. If you decline, you can still do everything.</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>用什么</source>
        <translation>What is used</translation>
    </message>
    <message>
        <source>只为确认拿证的人就是您本人。</source>
        <translation>Only to see that the card is yours.</translation>
    </message>
    <message>
        <source>现场画面和证件照片，只在本机比对。</source>
        <translation>Live picture and card photo, compared in this terminal only.</translation>
    </message>
    <message>
        <source>现场画面和证件照片，加密发送给身份核验机构比对。</source>
        <translation>The picture and your card&apos;s photo are sent, encrypted, to an identity authority that compares them.</translation>
    </message>
    <message>
        <source>留什么</source>
        <translation>What is kept</translation>
    </message>
    <message>
        <source>比完就清除画面和照片，只留结果、分数和时间。</source>
        <translation>Pictures are erased at once. Only result, score and time are kept.</translation>
    </message>
    <message>
        <source>未满 14 周岁</source>
        <translation>Under 14</translation>
    </message>
    <message>
        <source>请监护人陪同，由监护人同意。</source>
        <translation>Your guardian decides, and stays with you.</translation>
    </message>
    <message>
        <source>同意，开始比对</source>
        <translation>I agree, compare</translation>
    </message>
    <message>
        <source>不同意，用其他方式</source>
        <translation>I decline, another way</translation>
    </message>
</context>
<context>
    <name>DeviceKind</name>
    <message>
        <source>身份证读卡器</source>
        <translation>ID card reader</translation>
    </message>
    <message>
        <source>社保卡读卡器</source>
        <translation>Social-security card reader</translation>
    </message>
    <message>
        <source>扫码器</source>
        <translation>Code scanner</translation>
    </message>
    <message>
        <source>摄像头</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>回执打印机</source>
        <translation>Receipt printer</translation>
    </message>
    <message>
        <source>证明打印机</source>
        <translation>Document printer</translation>
    </message>
    <message>
        <source>高拍仪</source>
        <translation>Document camera</translation>
    </message>
    <message>
        <source>签名板</source>
        <translation>Signature pad</translation>
    </message>
    <message>
        <source>引导灯</source>
        <translation>Guide lights</translation>
    </message>
    <message>
        <source>人体感应器</source>
        <translation>Presence sensor</translation>
    </message>
    <message>
        <source>不间断电源</source>
        <translation>Power supply (UPS)</translation>
    </message>
</context>
<context>
    <name>DevicePart</name>
    <message>
        <source>纸张</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>墨粉</source>
        <translation>Toner</translation>
    </message>
    <message>
        <source>盖板</source>
        <translation>Cover</translation>
    </message>
    <message>
        <source>走纸</source>
        <translation>Feed</translation>
    </message>
    <message>
        <source>切刀</source>
        <translation>Cutter</translation>
    </message>
    <message>
        <source>出纸口</source>
        <translation>Output bin</translation>
    </message>
    <message>
        <source>电池</source>
        <translation>Battery</translation>
    </message>
    <message>
        <source>指示灯</source>
        <translation>Lamps</translation>
    </message>
    <message>
        <source>感应头</source>
        <translation>Sensor</translation>
    </message>
    <message>
        <source>充足</source>
        <translation>enough</translation>
    </message>
    <message>
        <source>不多了</source>
        <translation>low</translation>
    </message>
    <message>
        <source>用完了</source>
        <translation>empty</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>有故障</source>
        <translation>faulty</translation>
    </message>
    <message>
        <source>不清楚</source>
        <translation>not known</translation>
    </message>
    <message>
        <source>不支持</source>
        <translation>not supported</translation>
    </message>
</context>
<context>
    <name>DeviceState</name>
    <message>
        <source>正常</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>没有应答</source>
        <translation>No answer</translation>
    </message>
    <message>
        <source>没有通电</source>
        <translation>No power</translation>
    </message>
    <message>
        <source>没有接上</source>
        <translation>Not connected</translation>
    </message>
    <message>
        <source>硬件故障</source>
        <translation>Hardware fault</translation>
    </message>
    <message>
        <source>需要处理</source>
        <translation>Needs attention</translation>
    </message>
    <message>
        <source>正在工作</source>
        <translation>Busy</translation>
    </message>
    <message>
        <source>正在检查</source>
        <translation>Being checked</translation>
    </message>
</context>
<context>
    <name>DigitsPage</name>
    <message>
        <source>还没有填写</source>
        <translation>nothing typed yet</translation>
    </message>
    <message>
        <source>已填 %1 位</source>
        <translation>%1 digits typed</translation>
    </message>
    <message>
        <source>换一种方式登录</source>
        <translation>Sign in another way</translation>
    </message>
</context>
<context>
    <name>Face</name>
    <message>
        <source>请看屏幕上方的摄像头</source>
        <translation>Look at the camera above</translation>
    </message>
    <message>
        <source>请把脸对准圆框</source>
        <translation>Put your face in the circle</translation>
    </message>
    <message>
        <source>请靠近一点</source>
        <translation>Come a little closer</translation>
    </message>
    <message>
        <source>请往后退一点</source>
        <translation>Step back a little</translation>
    </message>
    <message>
        <source>请移到圆框中间</source>
        <translation>Move to the centre</translation>
    </message>
    <message>
        <source>请正对摄像头</source>
        <translation>Face the camera</translation>
    </message>
    <message>
        <source>光线有点暗</source>
        <translation>A little too dark</translation>
    </message>
    <message>
        <source>光线有点强</source>
        <translation>A little too bright</translation>
    </message>
    <message>
        <source>很好，请保持不动</source>
        <translation>Good, hold still</translation>
    </message>
    <message>
        <source>请一个人站在镜头前</source>
        <translation>One person only, please</translation>
    </message>
    <message>
        <source>请露出双眼</source>
        <translation>Show both eyes</translation>
    </message>
    <message>
        <source>请慢慢向左转头</source>
        <translation>Turn your head left, slowly</translation>
    </message>
    <message>
        <source>请慢慢向右转头</source>
        <translation>Turn your head right, slowly</translation>
    </message>
    <message>
        <source>请慢慢点一下头</source>
        <translation>Nod once, slowly</translation>
    </message>
    <message>
        <source>请把脸凑近镜头</source>
        <translation>Lean your face towards the camera</translation>
    </message>
    <message>
        <source>正在比对，请稍候</source>
        <translation>Comparing, please wait</translation>
    </message>
    <message>
        <source>摄像头在屏幕正上方，画面只在本机使用</source>
        <translation>The camera is above the screen. The picture stays in this terminal.</translation>
    </message>
    <message>
        <source>让脸大小刚好填满圆框</source>
        <translation>Your face should just fill the circle</translation>
    </message>
    <message>
        <source>眼睛看镜头，自然就好</source>
        <translation>Look at the lens, relax</translation>
    </message>
    <message>
        <source>请面向亮处，或靠近屏幕一些</source>
        <translation>Turn to the light, or come closer</translation>
    </message>
    <message>
        <source>请避开背后的强光</source>
        <translation>Avoid bright light behind you</translation>
    </message>
    <message>
        <source>请身边的人先退后一步</source>
        <translation>Others, please step back</translation>
    </message>
    <message>
        <source>请摘下墨镜、口罩，拨开头发</source>
        <translation>Take off glasses or mask, move hair aside</translation>
    </message>
    <message>
        <source>转一点就好，随后转回来</source>
        <translation>A little is enough, then turn back</translation>
    </message>
    <message>
        <source>低一下头，随后抬起来</source>
        <translation>Lower your head, then raise it again</translation>
    </message>
    <message>
        <source>身体慢慢前倾，随后坐回来</source>
        <translation>Lean forward slowly, then back again</translation>
    </message>
    <message>
        <source>比对完成后，画面立即清除</source>
        <translation>The picture is erased right after</translation>
    </message>
</context>
<context>
    <name>FacePage</name>
    <message>
        <source>您的实时画面</source>
        <translation>Your live picture</translation>
    </message>
    <message>
        <source>不比对了，用身份码</source>
        <translation>Use identity code instead</translation>
    </message>
</context>
<context>
    <name>Fault</name>
    <message>
        <source>本机暂时连不上大厅系统，正在自动重新连接。</source>
        <translation>This terminal cannot reach the hall&apos;s system. It keeps trying by itself.</translation>
    </message>
    <message>
        <source>本机的读卡和扫码设备暂时都不能用，正在等待恢复。</source>
        <translation>Card reader and code scanner cannot be used at the moment.</translation>
    </message>
    <message>
        <source>本机正在完成安全清理，清理完成后自动恢复。</source>
        <translation>This terminal is finishing its safety clearing. It opens again by itself.</translation>
    </message>
    <message>
        <source>本机正在检查设备，检查完成后自动恢复。</source>
        <translation>This terminal is checking its devices. It opens again by itself.</translation>
    </message>
    <message>
        <source>工作人员正在维护本机，很快恢复。</source>
        <translation>Staff are servicing this terminal. It will be back soon.</translation>
    </message>
    <message>
        <source>工作人员正在清洁本机，很快恢复。</source>
        <translation>Staff are cleaning this terminal. It will be back soon.</translation>
    </message>
    <message>
        <source>工作人员正在补充纸张和耗材，很快恢复。</source>
        <translation>Staff are refilling paper and supplies. It will be back soon.</translation>
    </message>
    <message>
        <source>现在不是本机的服务时间。</source>
        <translation>This terminal is closed at this hour.</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>需要帮助</source>
        <translation>Need help?</translation>
    </message>
    <message>
        <source>结束办理</source>
        <translation>End</translation>
    </message>
    <message>
        <source>大字</source>
        <translation>Large</translation>
    </message>
    <message>
        <source>大字显示</source>
        <translation>Large text</translation>
    </message>
    <message>
        <source>高对比</source>
        <translation>Contrast</translation>
    </message>
    <message>
        <source>高对比显示</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>低位</source>
        <translation>Low reach</translation>
    </message>
    <message>
        <source>低位操作，按键移到屏幕下方</source>
        <translation>Low reach: controls in the lower part of the screen</translation>
    </message>
    <message>
        <source>朗读</source>
        <translation>Speak</translation>
    </message>
    <message>
        <source>朗读页面</source>
        <translation>Read pages aloud</translation>
    </message>
</context>
<context>
    <name>ForWhom</name>
    <message>
        <source>未成年子女</source>
        <translation>Your child</translation>
    </message>
    <message>
        <source>本人担任法定代表人的单位</source>
        <translation>A firm you represent</translation>
    </message>
    <message>
        <source>授权给您的人</source>
        <translation>Gave you leave to act</translation>
    </message>
</context>
<context>
    <name>ForWhomPage</name>
    <message>
        <source>您要为谁办理？</source>
        <translation>For whom is this?</translation>
    </message>
    <message>
        <source>只列出登记信息或授权允许您代办的对象。</source>
        <translation>Listed are those whom the registers or an authorisation let you act for.</translation>
    </message>
    <message>
        <source>我本人</source>
        <translation>Myself</translation>
    </message>
    <message>
        <source>有一个登记系统暂时没有回应，名单可能不全，请稍后再看。</source>
        <translation>One register did not answer: the list may not be complete. Please look again later.</translation>
    </message>
</context>
<context>
    <name>GuardianPage</name>
    <message>
        <source>请父母放上本人的身份证</source>
        <translation>A parent&apos;s ID card, please</translation>
    </message>
    <message>
        <source>未满 14 周岁，人脸比对要由父母同意。请拿走孩子的证件，放上父亲或母亲的身份证。</source>
        <translation>Below 14 a parent consents to the face comparison. Take the child&apos;s card away and lay the mother&apos;s or father&apos;s.</translation>
    </message>
    <message>
        <source>不比对人脸，用身份码</source>
        <translation>No face comparison: use an identity code</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>%1，您好</source>
        <translation>Hello, %1</translation>
    </message>
    <message>
        <source>您好</source>
        <translation>Hello</translation>
    </message>
    <message>
        <source>请选择要办的事。</source>
        <translation>What would you like to do?</translation>
    </message>
    <message>
        <source>正在为 %1 办理</source>
        <translation>Acting for %1</translation>
    </message>
    <message>
        <source>为家人或单位办理</source>
        <translation>For family or a firm</translation>
    </message>
    <message>
        <source>查找事项，例如 wfzm</source>
        <translation>Search, for example wfzm</translation>
    </message>
    <message numerus="yes">
        <source>本机可办 %n 项</source>
        <translation>
            <numerusform>%n available here</numerusform>
            <numerusform>%n available here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 项办事指南</source>
        <translation>
            <numerusform>%n guide</numerusform>
            <numerusform>%n guides</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IdentityCodePage</name>
    <message>
        <source>请出示身份码</source>
        <translation>Show your identity code</translation>
    </message>
    <message>
        <source>打开手机里的身份码，屏幕调亮，对准扫码口。请不要出示付款码。</source>
        <translation>Open it on your phone, turn the brightness up, hold it to the scanner. Not a payment code, please.</translation>
    </message>
    <message>
        <source>改用身份证</source>
        <translation>Use ID card instead</translation>
    </message>
</context>
<context>
    <name>IdleOverlay</name>
    <message>
        <source>您还在吗？</source>
        <translation>Are you still there?</translation>
    </message>
    <message>
        <source>为了保护您的信息，时间到了会自动结束，并清除全部内容。</source>
        <translation>To protect your information, this visit will end and everything will be cleared.</translation>
    </message>
    <message>
        <source>我还在，继续办理</source>
        <translation>I am here, continue</translation>
    </message>
    <message>
        <source>结束办理</source>
        <translation>End</translation>
    </message>
</context>
<context>
    <name>Item</name>
    <message>
        <source>免费</source>
        <translation>Free</translation>
    </message>
    <message>
        <source>谁可以办</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>带什么</source>
        <translation>Bring</translation>
    </message>
    <message>
        <source>多久办好</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>费用</source>
        <translation>Fee</translation>
    </message>
</context>
<context>
    <name>ItemCard</name>
    <message>
        <source>本机可办</source>
        <translation>Available here</translation>
    </message>
    <message>
        <source>其他地方办理</source>
        <translation>Available elsewhere</translation>
    </message>
</context>
<context>
    <name>ItemPage</name>
    <message>
        <source>将为您查询</source>
        <translation>What will be looked up</translation>
    </message>
    <message>
        <source>查什么</source>
        <translation>What</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>到哪里办</source>
        <translation>Where to go</translation>
    </message>
    <message>
        <source>这台终端暂时不能办这一项，下面是办事指南。</source>
        <translation>This terminal cannot do this yet. Here is the guide.</translation>
    </message>
    <message>
        <source>承办部门</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>法律依据</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>同意查询，马上办</source>
        <translation>I agree, look it up now</translation>
    </message>
    <message>
        <source>点一下，大厅就会查询您的“%1”</source>
        <translation>The hall will then look up your %1</translation>
    </message>
    <message>
        <source>知道了，看看别的</source>
        <translation>Back to the list</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>中文</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>英文</source>
        <translation>abc</translation>
    </message>
    <message>
        <source>现在打中文，改打英文</source>
        <translation>Typing Chinese; change to Latin letters</translation>
    </message>
    <message>
        <source>现在打英文，改打中文</source>
        <translation>Typing Latin letters; change to Chinese</translation>
    </message>
    <message>
        <source>删除一个字</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>字母</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>数字和符号</source>
        <translation>Digits and signs</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>清空</source>
        <translation>Clear</translation>
    </message>
</context>
<context>
    <name>MobilePage</name>
    <message>
        <source>请输入手机号码</source>
        <translation>Your mobile number</translation>
    </message>
    <message>
        <source>验证码会发到以您本人名义登记的手机上。</source>
        <translation>The code goes to the mobile registered in your name.</translation>
    </message>
    <message>
        <source>11 位手机号码</source>
        <translation>11 digits</translation>
    </message>
    <message>
        <source>发送验证码</source>
        <translation>Send code</translation>
    </message>
</context>
<context>
    <name>NoticePage</name>
    <message>
        <source>办件编号 %1</source>
        <translation>Case number %1</translation>
    </message>
    <message>
        <source>联系工作人员：%1（代码 %2）</source>
        <translation>Call staff: %1 (code %2)</translation>
    </message>
    <message>
        <source>代码 %1</source>
        <translation>Code %1</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>删除一位</source>
        <translation>Delete one digit</translation>
    </message>
    <message>
        <source>清空</source>
        <translation>Clear</translation>
    </message>
</context>
<context>
    <name>Order</name>
    <message>
        <source>自检</source>
        <translation>Self-test</translation>
    </message>
    <message>
        <source>重新连接</source>
        <translation>Reconnect</translation>
    </message>
    <message>
        <source>已补充纸张</source>
        <translation>Paper refilled</translation>
    </message>
    <message>
        <source>已清除卡纸</source>
        <translation>Jam cleared</translation>
    </message>
    <message>
        <source>打印测试页</source>
        <translation>Test print</translation>
    </message>
    <message>
        <source>测速</source>
        <translation>Measure</translation>
    </message>
    <message>
        <source>试签名</source>
        <translation>Try a signature</translation>
    </message>
    <message>
        <source>看画面</source>
        <translation>Show picture</translation>
    </message>
    <message>
        <source>关闭画面</source>
        <translation>Hide picture</translation>
    </message>
    <message>
        <source>看线上数据</source>
        <translation>Show wire bytes</translation>
    </message>
    <message>
        <source>停止跟踪</source>
        <translation>Stop tracing</translation>
    </message>
    <message>
        <source>保留更改</source>
        <translation>Keep the change</translation>
    </message>
    <message>
        <source>恢复原来的</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>%1：完成</source>
        <translation>%1: done</translation>
    </message>
    <message>
        <source>%1：重启前有效</source>
        <translation>%1: until the next restart</translation>
    </message>
    <message>
        <source>%1：没有成功（%2）</source>
        <translation>%1: failed (%2)</translation>
    </message>
    <message>
        <source>%1：正在进行…</source>
        <translation>%1: under way …</translation>
    </message>
</context>
<context>
    <name>OutOfServicePage</name>
    <message>
        <source>本机暂停服务</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <source>您可以用旁边的终端，或到人工窗口办理。咨询：%1</source>
        <translation>Please use another terminal or a service window. Help: %1</translation>
    </message>
    <message>
        <source>您可以用旁边的终端，或到人工窗口办理。</source>
        <translation>Please use another terminal or a service window.</translation>
    </message>
</context>
<context>
    <name>PaperCheck</name>
    <message>
        <source>这份材料是真的</source>
        <translation>This paper is genuine</translation>
    </message>
    <message>
        <source>请对照纸上的编号、时间和份号，三项都一致才算数。</source>
        <translation>Compare number, time and copy with the paper: all three must agree.</translation>
    </message>
    <message>
        <source>这份材料被改动过</source>
        <translation>This paper has been altered</translation>
    </message>
    <message>
        <source>请不要使用，可以到人工窗口核实。</source>
        <translation>Do not use it. Staff at the counter can look into it.</translation>
    </message>
    <message>
        <source>这份材料已经作废</source>
        <translation>This paper has been revoked</translation>
    </message>
    <message>
        <source>请不要使用，需要的话请重新办理。</source>
        <translation>Do not use it. If you need it, apply again.</translation>
    </message>
    <message>
        <source>这份材料已被补打的新份代替</source>
        <translation>A reprinted copy has replaced this one</translation>
    </message>
    <message>
        <source>请使用份号更大的那一份。</source>
        <translation>Use the copy with the higher number.</translation>
    </message>
    <message>
        <source>无法判断这份材料的真伪</source>
        <translation>It cannot be told whether this is genuine</translation>
    </message>
    <message>
        <source>请把二维码放平、放清楚再试一次，或到人工窗口核实。</source>
        <translation>Hold the code flat and in focus and try again, or ask at the counter.</translation>
    </message>
    <message>
        <source>签名正确，也没有作废。</source>
        <translation>The signature is right, and it has not been revoked.</translation>
    </message>
    <message>
        <source>签名正确。作废名单没有及时更新，之后是否作废还不知道。</source>
        <translation>The signature is right. The list of revoked papers is out of date, so it may have been revoked since.</translation>
    </message>
    <message>
        <source>签名正确。本机没有作废名单，是否作废还不知道。</source>
        <translation>The signature is right. There is no list of revoked papers here, so it may have been revoked.</translation>
    </message>
    <message>
        <source>二维码的签名和内容对不上。</source>
        <translation>The code&apos;s signature does not match what it says.</translation>
    </message>
    <message>
        <source>签名正确，但签发机构已经把它作废。</source>
        <translation>The signature is right, but the issuer has revoked it.</translation>
    </message>
    <message>
        <source>签发它的密钥已经作废，不能再作为凭据。</source>
        <translation>The key that signed it has been revoked and proves nothing any more.</translation>
    </message>
    <message>
        <source>签名正确，但后来补打过，旧份不再有效。</source>
        <translation>The signature is right, but it was printed again later; the old copy no longer holds.</translation>
    </message>
    <message>
        <source>这不是本大厅材料上的二维码。</source>
        <translation>This is not a code of this centre&apos;s papers.</translation>
    </message>
    <message>
        <source>二维码不完整，或者不是本机认识的版本。</source>
        <translation>The code is incomplete, or of a version unknown here.</translation>
    </message>
    <message>
        <source>签发它的密钥不在本大厅公布的范围内。</source>
        <translation>It was signed by a key that this centre has not published.</translation>
    </message>
    <message>
        <source>本机没有安装核对这种签名的程序。</source>
        <translation>This terminal lacks the program that checks such a signature.</translation>
    </message>
    <message>
        <source>不动产登记信息查询证明（无房证明）</source>
        <translation>Proof that no house is registered</translation>
    </message>
    <message>
        <source>不动产登记信息查询结果</source>
        <translation>Listing of registered property</translation>
    </message>
    <message>
        <source>办件回执</source>
        <translation>Receipt of a case</translation>
    </message>
    <message>
        <source>政务服务证明</source>
        <translation>Proof issued by a government service</translation>
    </message>
    <message>
        <source>电子证照打印件</source>
        <translation>Print of an electronic licence</translation>
    </message>
    <message>
        <source>收件回执</source>
        <translation>Receipt for an application</translation>
    </message>
    <message>
        <source>人民调解协议书</source>
        <translation>Mediation agreement</translation>
    </message>
    <message>
        <source>缴费凭证</source>
        <translation>Payment voucher</translation>
    </message>
    <message>
        <source>已联网核对，名单更新于 %1</source>
        <translation>Checked online; list of %1</translation>
    </message>
    <message>
        <source>大厅系统没有应答，用本机保存的 %1 的名单核对</source>
        <translation>The centre&apos;s system did not answer; checked with the list of %1 kept here</translation>
    </message>
</context>
<context>
    <name>PaperVerdictPage</name>
    <message>
        <source>%1
编号 %2 · 第 %3 份
签发时间 %4</source>
        <translation>%1
Number %2 · copy %3
Issued %4</translation>
    </message>
    <message>
        <source>再查一份</source>
        <translation>One more</translation>
    </message>
    <message>
        <source>查好了</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>Part</name>
    <message>
        <source>大厅系统</source>
        <translation>Hall system</translation>
    </message>
    <message>
        <source>身份证读卡器</source>
        <translation>ID card reader</translation>
    </message>
    <message>
        <source>摄像头</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>人脸比对</source>
        <translation>Face comparison</translation>
    </message>
    <message>
        <source>扫码器</source>
        <translation>Code scanner</translation>
    </message>
    <message>
        <source>社保卡读卡器</source>
        <translation>Social-security card reader</translation>
    </message>
    <message>
        <source>证明打印机</source>
        <translation>Document printer</translation>
    </message>
    <message>
        <source>回执打印机</source>
        <translation>Receipt printer</translation>
    </message>
    <message>
        <source>%1暂时不能用</source>
        <translation>%1: not available now</translation>
    </message>
    <message>
        <source>现在打印不了证明，别的事照常能办</source>
        <translation>Papers cannot be printed now</translation>
    </message>
    <message>
        <source>证明打印机缺纸或者缺墨粉，现在打印不了证明。您仍可以查询，在屏幕上看结果。</source>
        <translation>The document printer needs paper or toner. You can still look it up and read it on the screen.</translation>
    </message>
    <message>
        <source>证明打印机要请工作人员处理一下（例如卡纸、盖子没有关好），现在打印不了证明。您仍可以查询，在屏幕上看结果。</source>
        <translation>The document printer needs staff (a jam or an open cover, for example) and cannot print now. You can still look it up and read the result on the screen.</translation>
    </message>
    <message>
        <source>证明打印机暂时不能用，现在打印不了证明。您仍可以查询，在屏幕上看结果。</source>
        <translation>The document printer is not available. You can still look it up and read the result on the screen.</translation>
    </message>
</context>
<context>
    <name>PartHealth</name>
    <message>
        <source>正常</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>缺纸或缺耗材</source>
        <translation>Needs supplies</translation>
    </message>
    <message>
        <source>需要清理</source>
        <translation>Needs clearing</translation>
    </message>
    <message>
        <source>暂时不能用</source>
        <translation>Not available</translation>
    </message>
    <message>
        <source>没有安装</source>
        <translation>Not installed</translation>
    </message>
    <message>
        <source>正在检查</source>
        <translation>Checking</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>现在的办理对象</source>
        <translation>chosen now</translation>
    </message>
</context>
<context>
    <name>Phone</name>
    <message>
        <source>等待扫码</source>
        <translation>Waiting for your phone</translation>
    </message>
    <message>
        <source>已经扫码，请在手机上完成</source>
        <translation>Scanned. Please go on on your phone</translation>
    </message>
    <message>
        <source>已经确认</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>手机上已拒绝</source>
        <translation>Refused on the phone</translation>
    </message>
    <message>
        <source>二维码已过期</source>
        <translation>The code has ended</translation>
    </message>
</context>
<context>
    <name>PhoneCopy</name>
    <message>
        <source>等待扫码</source>
        <translation>Waiting for your phone</translation>
    </message>
    <message>
        <source>手机已打开，请在手机上点“保存到这部手机”</source>
        <translation>Open on your phone: tap “Save to this phone” there</translation>
    </message>
    <message>
        <source>已发到手机</source>
        <translation>Sent to the phone</translation>
    </message>
    <message>
        <source>二维码已过期</source>
        <translation>The code has ended</translation>
    </message>
    <message>
        <source>还有约 %1 分钟</source>
        <translation>About %1 min left</translation>
    </message>
    <message>
        <source>还有约 %1 秒</source>
        <translation>About %1 s left</translation>
    </message>
</context>
<context>
    <name>PhoneCopyGivenPage</name>
    <message>
        <source>证明已发到手机</source>
        <translation>Sent to your phone</translation>
    </message>
    <message>
        <source>请在手机上打开看一看，确认能看到内容再离开。</source>
        <translation>Open it on your phone and see that it is there before you leave.</translation>
    </message>
    <message>
        <source>如果保存的不是您的手机，请马上告诉工作人员。</source>
        <translation>If the phone that saved it is not yours, tell the staff at once.</translation>
    </message>
    <message>
        <source>手机上已收到</source>
        <translation>It is on my phone</translation>
    </message>
    <message>
        <source>打印回执</source>
        <translation>Print a receipt</translation>
    </message>
    <message>
        <source>再发一次</source>
        <translation>Send again</translation>
    </message>
</context>
<context>
    <name>PhoneCopyPage</name>
    <message>
        <source>用手机扫码，保存证明</source>
        <translation>Save it to your phone</translation>
    </message>
    <message>
        <source>扫码后，在手机上点“保存到这部手机”。</source>
        <translation>Scan the code, then tap “Save to this phone” on your phone.</translation>
    </message>
    <message>
        <source>保存证明的二维码，请用手机扫描</source>
        <translation>QR code to save the document: scan it with your phone</translation>
    </message>
    <message>
        <source>改为打印</source>
        <translation>Print instead</translation>
    </message>
    <message>
        <source>不用了，打印回执</source>
        <translation>No, print the receipt</translation>
    </message>
    <message>
        <source>不用了，直接完成</source>
        <translation>No, finish</translation>
    </message>
</context>
<context>
    <name>PhonePage</name>
    <message>
        <source>请用手机扫码登录</source>
        <translation>Scan this with your phone</translation>
    </message>
    <message>
        <source>用手机扫一扫，按手机上的提示填写，再选择和这里一样的数字。</source>
        <translation>Fill in the page that opens, then pick the same number as here.</translation>
    </message>
    <message>
        <source>登录二维码，请用手机扫描</source>
        <translation>QR code for signing in: scan it with your phone</translation>
    </message>
    <message>
        <source>手机上请选择这个数字</source>
        <translation>Pick this number on your phone</translation>
    </message>
    <message>
        <source>换一种方式登录</source>
        <translation>Sign in another way</translation>
    </message>
</context>
<context>
    <name>PinPage</name>
    <message>
        <source>请输入社保卡密码</source>
        <translation>The card&apos;s PIN</translation>
    </message>
    <message>
        <source>请用手遮挡。密码由卡片自己核对，本机不保留。</source>
        <translation>Please cover the pad. The card itself checks the PIN; nothing is kept here.</translation>
    </message>
    <message>
        <source>6 位密码</source>
        <translation>6 digits</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>正在打印回执</source>
        <translation>Printing your receipt</translation>
    </message>
    <message>
        <source>大厅正在签发证明</source>
        <translation>The hall is issuing your document</translation>
    </message>
    <message>
        <source>正在打印证明</source>
        <translation>Printing your document</translation>
    </message>
    <message>
        <source>证明已打印，请取走</source>
        <translation>Printed, please take it</translation>
    </message>
    <message>
        <source>正在送到打印机</source>
        <translation>Sending to the printer</translation>
    </message>
    <message>
        <source>大厅签发证明</source>
        <translation>Hall issues the document</translation>
    </message>
    <message>
        <source>证明已签发</source>
        <translation>Document issued</translation>
    </message>
    <message>
        <source>证明没有签发</source>
        <translation>Document not issued</translation>
    </message>
    <message>
        <source>送到打印机</source>
        <translation>Send to the printer</translation>
    </message>
    <message>
        <source>打印机已收到</source>
        <translation>Printer has received it</translation>
    </message>
    <message>
        <source>没有送到打印机</source>
        <translation>Not sent to the printer</translation>
    </message>
    <message>
        <source>打印证明</source>
        <translation>Print the document</translation>
    </message>
    <message>
        <source>证明已打印</source>
        <translation>Document printed</translation>
    </message>
    <message>
        <source>证明没有确认打印</source>
        <translation>Document: printing not confirmed</translation>
    </message>
    <message>
        <source>发到手机</source>
        <translation>Send to your phone</translation>
    </message>
    <message>
        <source>证明已发到手机</source>
        <translation>Document sent to your phone</translation>
    </message>
    <message>
        <source>证明没有发到手机</source>
        <translation>Document not sent to a phone</translation>
    </message>
    <message>
        <source>打印回执</source>
        <translation>Print the receipt</translation>
    </message>
    <message>
        <source>回执已打印</source>
        <translation>Receipt printed</translation>
    </message>
    <message>
        <source>回执没有打印</source>
        <translation>Receipt not printed</translation>
    </message>
</context>
<context>
    <name>PrintingPage</name>
    <message>
        <source>请稍候，不要离开。纸从下方的出纸口出来。</source>
        <translation>Please wait here. The paper comes out below.</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>没有查到您的登记信息</source>
        <translation>We could not find your record</translation>
    </message>
    <message>
        <source>大厅系统里暂时没有您的登记信息，可能是刚迁入或刚办证。</source>
        <translation>The hall has no record of you yet. You may have moved or got your card recently.</translation>
    </message>
    <message>
        <source>请带身份证到人工窗口核实，工作人员会帮您办理。</source>
        <translation>Please take your ID card to a service window. Staff will help you.</translation>
    </message>
    <message>
        <source>请稍后再试</source>
        <translation>Please try again later</translation>
    </message>
    <message>
        <source>短时间内登录次数较多，为了保护您的信息，先暂停几分钟。</source>
        <translation>There were many sign-ins in a short time. To protect you, there is a short pause.</translation>
    </message>
    <message>
        <source>请过几分钟再来，或到人工窗口办理。</source>
        <translation>Please come back in a few minutes, or go to a service window.</translation>
    </message>
    <message>
        <source>登录已经结束</source>
        <translation>You are signed out</translation>
    </message>
    <message>
        <source>为了保护您的信息，登录一段时间后会自动结束。</source>
        <translation>To protect your information, a sign-in ends after a while.</translation>
    </message>
    <message>
        <source>请结束本次办理，重新登录后再办一次。</source>
        <translation>Please end this visit, sign in again and repeat it.</translation>
    </message>
    <message>
        <source>办事指南刚刚更新</source>
        <translation>The rules have just changed</translation>
    </message>
    <message>
        <source>这个事项的办理要求刚有变化，要按新的要求来办。</source>
        <translation>The requirements of this item were updated a moment ago.</translation>
    </message>
    <message>
        <source>请返回首页，重新打开这个事项。</source>
        <translation>Please go back to home and open the item again.</translation>
    </message>
    <message>
        <source>本机暂不能办理这个事项</source>
        <translation>Not available at this terminal</translation>
    </message>
    <message>
        <source>这个事项目前不在本机的办理范围里。</source>
        <translation>This terminal cannot do this item at present.</translation>
    </message>
    <message>
        <source>请到人工窗口办理，或返回首页看看其他事项。</source>
        <translation>Please go to a service window, or choose another item.</translation>
    </message>
    <message>
        <source>暂时连不上大厅系统</source>
        <translation>The hall cannot be reached</translation>
    </message>
    <message>
        <source>大厅系统没有回应，可能是网络的原因，不是您操作的问题。</source>
        <translation>The hall&apos;s system did not answer. It may be the network; you did nothing wrong.</translation>
    </message>
    <message>
        <source>请稍等一会儿。如果一直这样，请用旁边的终端或到人工窗口。</source>
        <translation>Please wait a moment. If it stays so, use another terminal or a service window.</translation>
    </message>
    <message>
        <source>大厅系统暂时出错</source>
        <translation>The hall&apos;s system had a fault</translation>
    </message>
    <message>
        <source>大厅系统没能完成这一步，不是您操作的问题。</source>
        <translation>The hall&apos;s system could not finish this step; you did nothing wrong.</translation>
    </message>
    <message>
        <source>请稍等一会儿。如果一直这样，请到人工窗口办理。</source>
        <translation>Please wait a moment. If it stays so, go to a service window.</translation>
    </message>
    <message>
        <source>登记系统暂时没有回应</source>
        <translation>The registry did not answer</translation>
    </message>
    <message>
        <source>要查询的登记系统现在没有回答，不是您操作的问题。</source>
        <translation>The registry gives no answer at the moment; you did nothing wrong.</translation>
    </message>
    <message>
        <source>请稍等一会儿。如果一直这样，请改天再来或到人工窗口。</source>
        <translation>Please wait a moment. If it stays so, come back another day or go to a service window.</translation>
    </message>
    <message>
        <source>本机出了一点问题</source>
        <translation>This terminal had a fault</translation>
    </message>
    <message>
        <source>这台终端没能完成这一步，不是您操作的问题。</source>
        <translation>This terminal could not finish the step; you did nothing wrong.</translation>
    </message>
    <message>
        <source>请用旁边的终端，或到人工窗口办理。</source>
        <translation>Please use another terminal or a service window.</translation>
    </message>
    <message>
        <source>打印机没有纸了</source>
        <translation>The printer has no paper</translation>
    </message>
    <message>
        <source>打印机里的纸用完了，这份还没有打印出来。</source>
        <translation>The paper ran out. Yours has not been printed yet.</translation>
    </message>
    <message>
        <source>请工作人员加纸后再打印。办件已经保存，不会丢。</source>
        <translation>Please ask staff to add paper, then print. Your case is saved.</translation>
    </message>
    <message>
        <source>打印机卡纸了</source>
        <translation>Paper is stuck</translation>
    </message>
    <message>
        <source>有纸卡在打印机里，这份没有打印完。</source>
        <translation>A sheet is stuck in the printer. Yours was not finished.</translation>
    </message>
    <message>
        <source>请不要自己拉纸，请工作人员来处理。办件已经保存，不会丢。</source>
        <translation>Please do not pull at it; ask staff. Your case is saved.</translation>
    </message>
    <message>
        <source>打印机的盖子没有关好</source>
        <translation>The printer&apos;s cover is open</translation>
    </message>
    <message>
        <source>打印机的盖子开着，现在不能打印。</source>
        <translation>The printer cannot print while its cover is open.</translation>
    </message>
    <message>
        <source>请工作人员把盖子关好后再打印。办件已经保存，不会丢。</source>
        <translation>Please ask staff to close it, then print. Your case is saved.</translation>
    </message>
    <message>
        <source>证明打印机现在打印不了</source>
        <translation>The document printer cannot print now</translation>
    </message>
    <message>
        <source>打印机缺纸、缺墨粉、没有关好或有故障。证明还没有签发。</source>
        <translation>It is out of paper or toner, open or faulty. Your certificate has not been issued yet.</translation>
    </message>
    <message>
        <source>打印机缺墨粉</source>
        <translation>The printer has no toner</translation>
    </message>
    <message>
        <source>打印机的墨粉用完了，这份还没有打印出来。</source>
        <translation>The toner ran out. Yours has not been printed yet.</translation>
    </message>
    <message>
        <source>请工作人员更换墨粉后再打印。办件已经保存，不会丢。</source>
        <translation>Please ask staff to change it, then print. Your case is saved.</translation>
    </message>
    <message>
        <source>打印机暂时不能用</source>
        <translation>The printer is not available</translation>
    </message>
    <message>
        <source>打印机出了故障，这份没有打印出来。</source>
        <translation>The printer has a fault. Yours has not been printed.</translation>
    </message>
    <message>
        <source>请联系工作人员。办件已经保存，凭办件编号可以到窗口查询。</source>
        <translation>Please call staff. Your case is saved; ask at a window with its number.</translation>
    </message>
    <message>
        <source>请从下面选一种办法；要打印，请工作人员处理后再试。办件已经保存，不会丢。</source>
        <translation>Choose one of the ways below. To have it printed, ask staff to see to the printer, then try again. Your case is kept.</translation>
    </message>
    <message>
        <source>请先看看出纸口。如果没有，凭办件编号可以到窗口查询。</source>
        <translation>Please look at the paper slot. If nothing is there, ask at a window with the case number.</translation>
    </message>
    <message>
        <source>证明没有完整收到</source>
        <translation>The document did not arrive whole</translation>
    </message>
    <message>
        <source>收到的证明和大厅签发的不一致，所以没有打印。</source>
        <translation>What arrived is not what the hall issued, so it was not printed.</translation>
    </message>
    <message>
        <source>不能确定证明是否印好</source>
        <translation>We cannot tell if it was printed</translation>
    </message>
    <message>
        <source>打印机没有报告结果。为了不重复出证，本机不会再印一份。</source>
        <translation>The printer did not say. So that no second original exists, it is not printed again.</translation>
    </message>
    <message>
        <source>证明破损或没有拿到</source>
        <translation>Your paper is spoiled or missing</translation>
    </message>
    <message>
        <source>已经记下，由工作人员处理。为了不重复出证，本机不会自动再印一份。</source>
        <translation>It is written down for the staff. So that there are never two, none is printed again by itself.</translation>
    </message>
    <message>
        <source>请把破损的证明交给工作人员，核实后为您补打。</source>
        <translation>Please hand the spoiled paper to the staff, who will print you a new copy.</translation>
    </message>
    <message>
        <source>回执没有打印出来</source>
        <translation>The receipt was not printed</translation>
    </message>
    <message>
        <source>回执打印机没能打印，您的办件不受影响。</source>
        <translation>The receipt printer could not print. Your case is not affected.</translation>
    </message>
    <message>
        <source>请记下或用手机拍下下面的办件编号。</source>
        <translation>Please note the case number below, or take a picture of it.</translation>
    </message>
    <message>
        <source>不能确定回执是否印好</source>
        <translation>We cannot tell if the receipt was printed</translation>
    </message>
    <message>
        <source>回执打印机没有报告结果，您的办件不受影响。</source>
        <translation>The receipt printer did not say. Your case is not affected.</translation>
    </message>
    <message>
        <source>请先看看回执出口。如果没有，请记下下面的办件编号。</source>
        <translation>Please look at the receipt slot. If nothing is there, note the case number below.</translation>
    </message>
    <message>
        <source>二维码已过期</source>
        <translation>The code has ended</translation>
    </message>
    <message>
        <source>没有手机保存这份证明，二维码已经失效。</source>
        <translation>No phone saved the document, and the code has ended.</translation>
    </message>
    <message>
        <source>可以再生成一个二维码，也可以改为打印。办件已经保存，不会丢。</source>
        <translation>You can have a new code, or print instead. Your case is kept.</translation>
    </message>
    <message>
        <source>二维码生成次数过多</source>
        <translation>Too many codes</translation>
    </message>
    <message>
        <source>这份证明短时间内已经生成了多个二维码，先暂停几分钟。</source>
        <translation>Several codes were made for this document in a short time. There is a pause of a few minutes.</translation>
    </message>
    <message>
        <source>请先看看手机的“下载”里有没有。办件已经保存，凭办件编号可以到窗口查询。</source>
        <translation>Look in your phone&apos;s downloads first. Your case is kept: ask at the counter with the case number.</translation>
    </message>
    <message>
        <source>没有读到身份证</source>
        <translation>No ID card was read</translation>
    </message>
    <message>
        <source>读卡区上没有等到身份证。</source>
        <translation>No card was laid on the reader.</translation>
    </message>
    <message>
        <source>请把身份证平放在读卡区，放好后停留几秒钟。</source>
        <translation>Please lay your ID card flat on the reader for a few seconds.</translation>
    </message>
    <message>
        <source>身份证没有读成功</source>
        <translation>The card could not be read</translation>
    </message>
    <message>
        <source>卡片可能放偏了，或者拿起得早了一点。</source>
        <translation>It may have been off the spot, or lifted a little early.</translation>
    </message>
    <message>
        <source>请把身份证拿开，再平放一次，停留几秒钟。</source>
        <translation>Please take it off, lay it flat again and leave it for a few seconds.</translation>
    </message>
    <message>
        <source>身份证已过有效期</source>
        <translation>The card has expired</translation>
    </message>
    <message>
        <source>这张身份证上写的有效期已经过了。</source>
        <translation>The date on this card has passed.</translation>
    </message>
    <message>
        <source>今天可以换身份码登录，一样能办。新证请到公安窗口换领。</source>
        <translation>Today you can use an identity code instead. Get a new card at a police window.</translation>
    </message>
    <message>
        <source>这张身份证已经挂失</source>
        <translation>The card was reported lost</translation>
    </message>
    <message>
        <source>登记显示这张身份证办过挂失，不能再用它登录。</source>
        <translation>Records say this card was reported lost. It cannot be used to sign in.</translation>
    </message>
    <message>
        <source>如有新证，请用新证；也可以用身份码，或到人工窗口核实。</source>
        <translation>Please use your new card or an identity code, or ask at a service window.</translation>
    </message>
    <message>
        <source>读卡器暂时不能用</source>
        <translation>The card reader is not available</translation>
    </message>
    <message>
        <source>本机的身份证读卡器出了故障，和您的身份证没有关系。</source>
        <translation>This terminal&apos;s reader has a fault. Your card is fine.</translation>
    </message>
    <message>
        <source>可以换身份码登录，也可以用旁边的终端。</source>
        <translation>You can use an identity code, or another terminal.</translation>
    </message>
    <message>
        <source>摄像头暂时不能用</source>
        <translation>The camera is not available</translation>
    </message>
    <message>
        <source>本机的摄像头出了故障，现在不能比对人脸。</source>
        <translation>This terminal&apos;s camera has a fault, so faces cannot be compared.</translation>
    </message>
    <message>
        <source>可以换身份码登录，一样能办，也可以用旁边的终端。</source>
        <translation>You can use an identity code and do just as much, or use another terminal.</translation>
    </message>
    <message>
        <source>人脸比对暂时不能用</source>
        <translation>Face comparison is not available</translation>
    </message>
    <message>
        <source>本机的人脸比对功能出了故障，和您本人没有关系。</source>
        <translation>This terminal&apos;s face comparison has a fault. It is not about you.</translation>
    </message>
    <message>
        <source>没有看清您的脸</source>
        <translation>Your face was not seen clearly</translation>
    </message>
    <message>
        <source>摄像头没有拍到清楚的正脸，可能是光线或位置的原因。</source>
        <translation>The camera saw no clear front view. It may be the light or the distance.</translation>
    </message>
    <message>
        <source>请正对屏幕上方的摄像头，摘下口罩和帽子。也可以换身份码登录。</source>
        <translation>Please face the camera above the screen, without mask or hat. Or use an identity code.</translation>
    </message>
    <message>
        <source>还不能确定</source>
        <translation>Not certain yet</translation>
    </message>
    <message>
        <source>现场画面和证件照片没有完全对上，可能是光线或角度的原因。</source>
        <translation>Live picture and card photo did not quite match. It may be light or angle.</translation>
    </message>
    <message>
        <source>请在亮一点的地方正对摄像头。也可以换身份码登录。</source>
        <translation>Please face the camera in good light. Or use an identity code.</translation>
    </message>
    <message>
        <source>人脸比对没有通过</source>
        <translation>The faces did not match</translation>
    </message>
    <message>
        <source>现场画面和证件照片没有对上。照片年头久了也会这样。</source>
        <translation>Live picture and card photo did not match. An old photo can cause this.</translation>
    </message>
    <message>
        <source>请使用您本人的身份证，或换身份码登录，也可以到人工窗口办理。</source>
        <translation>Please use your own card or an identity code, or go to a service window.</translation>
    </message>
    <message>
        <source>扫码器暂时不能用</source>
        <translation>The scanner is not available</translation>
    </message>
    <message>
        <source>本机的扫码器出了故障，和您的手机没有关系。</source>
        <translation>This terminal&apos;s scanner has a fault. Your phone is fine.</translation>
    </message>
    <message>
        <source>可以换身份证登录，也可以用旁边的终端。</source>
        <translation>You can use your ID card, or another terminal.</translation>
    </message>
    <message>
        <source>没有扫到身份码</source>
        <translation>No identity code was seen</translation>
    </message>
    <message>
        <source>扫码口前没有等到身份码。</source>
        <translation>No code was held to the scanner.</translation>
    </message>
    <message>
        <source>请在手机上打开身份码，屏幕调亮，对准扫码口。</source>
        <translation>Please open the code on your phone, turn the brightness up and hold it to the scanner.</translation>
    </message>
    <message>
        <source>这个码不能用来登录</source>
        <translation>This code cannot be used here</translation>
    </message>
    <message>
        <source>扫到的不是身份码，或者大厅没有认出它。</source>
        <translation>It is not an identity code, or the hall did not know it.</translation>
    </message>
    <message>
        <source>请打开身份码再扫一次。请不要出示付款码。</source>
        <translation>Please open your identity code and try again. Not a payment code, please.</translation>
    </message>
    <message>
        <source>这个身份码已经失效</source>
        <translation>This code is no longer valid</translation>
    </message>
    <message>
        <source>身份码只能用一次，而且很快会更新。</source>
        <translation>An identity code works once and is soon replaced.</translation>
    </message>
    <message>
        <source>请在手机上刷新身份码，再扫一次。</source>
        <translation>Please refresh it on your phone and show it again.</translation>
    </message>
    <message>
        <source>社保卡读卡器暂时不能用</source>
        <translation>The card reader is out of order</translation>
    </message>
    <message>
        <source>本机的社保卡读卡器出了故障，和您的卡没有关系。</source>
        <translation>The reader for social-security cards has a fault. It has nothing to do with your card.</translation>
    </message>
    <message>
        <source>没有读到社保卡</source>
        <translation>No card was read</translation>
    </message>
    <message>
        <source>卡槽里没有等到社保卡，或者卡拿出得早了一点。</source>
        <translation>No card came into the slot, or it was taken out too soon.</translation>
    </message>
    <message>
        <source>请把社保卡芯片朝里插到底，办完再取出。</source>
        <translation>Please push the card in, chip first, and leave it there until you are done.</translation>
    </message>
    <message>
        <source>这张卡没有读成功</source>
        <translation>This card could not be read</translation>
    </message>
    <message>
        <source>卡可能插反了，也可能不是社保卡。</source>
        <translation>It may be the wrong way round, or another kind of card.</translation>
    </message>
    <message>
        <source>请看看芯片的方向，再插一次。也可以换一种方式登录。</source>
        <translation>Please look where the chip is and put it in again, or sign in another way.</translation>
    </message>
    <message>
        <source>社保卡密码不对</source>
        <translation>That is not the PIN</translation>
    </message>
    <message>
        <source>卡片没有认可刚才的密码。输错几次以后，卡会锁住。</source>
        <translation>The card did not take it. After a few wrong ones the card locks itself.</translation>
    </message>
    <message>
        <source>请想一想再输入，没有把握就换一种方式登录。</source>
        <translation>Please think before you try again, or sign in another way.</translation>
    </message>
    <message>
        <source>社保卡密码已经锁住</source>
        <translation>The card&apos;s PIN is locked</translation>
    </message>
    <message>
        <source>这张卡的密码输错次数太多，卡片自己锁住了。</source>
        <translation>It was typed wrongly too often, and the card locked itself.</translation>
    </message>
    <message>
        <source>请换一种方式登录。解锁请到社保窗口。</source>
        <translation>Please sign in another way. The social-security desk can unlock it.</translation>
    </message>
    <message>
        <source>验证码不对</source>
        <translation>That is not the code</translation>
    </message>
    <message>
        <source>填写的验证码和短信里的不一样，或者这个号码没有实名登记。</source>
        <translation>It differs from the one in the message, or the number is not registered in your name.</translation>
    </message>
    <message>
        <source>请对照短信再填一次。也可以换一种方式登录。</source>
        <translation>Please compare with the message and type it again, or sign in another way.</translation>
    </message>
    <message>
        <source>验证码已经过期</source>
        <translation>The code has expired</translation>
    </message>
    <message>
        <source>验证码5分钟内有效，现在已经过了时间。</source>
        <translation>A code lasts five minutes, and these are over.</translation>
    </message>
    <message>
        <source>请重新获取一个验证码。</source>
        <translation>Please have a new one sent.</translation>
    </message>
    <message>
        <source>短信发得太频繁了</source>
        <translation>Too many messages</translation>
    </message>
    <message>
        <source>为了保护您的手机号码，短时间内只能发送几条验证码。</source>
        <translation>To protect your number only a few codes are sent within a short time.</translation>
    </message>
    <message>
        <source>请过一会儿再试，或换一种方式登录。</source>
        <translation>Please try again later, or sign in another way.</translation>
    </message>
    <message>
        <source>短信暂时发不出去</source>
        <translation>No messages can be sent now</translation>
    </message>
    <message>
        <source>短信通道出了故障，和您的手机没有关系。</source>
        <translation>The message service has a fault. It has nothing to do with your phone.</translation>
    </message>
    <message>
        <source>请换一种方式登录，一样能办。</source>
        <translation>Please sign in another way. Everything can be done.</translation>
    </message>
    <message>
        <source>手机上没有完成确认</source>
        <translation>Not confirmed on the phone</translation>
    </message>
    <message>
        <source>二维码已经过期，或者手机上还没有点确认。</source>
        <translation>The code has ended, or nothing was confirmed on the phone.</translation>
    </message>
    <message>
        <source>请重新扫码，在手机上选择和屏幕一样的数字。</source>
        <translation>Please scan again and pick the number that the screen shows.</translation>
    </message>
    <message>
        <source>手机上拒绝了这次登录</source>
        <translation>Refused on the phone</translation>
    </message>
    <message>
        <source>手机上选择了拒绝，或者选的数字和屏幕上的不一样。</source>
        <translation>It was refused, or another number than the screen&apos;s was picked.</translation>
    </message>
    <message>
        <source>如果是您本人，请重新扫码，选择和屏幕一样的数字。</source>
        <translation>If it was you, scan again and pick the number that the screen shows.</translation>
    </message>
    <message>
        <source>需要监护人同意</source>
        <translation>A guardian&apos;s consent is needed</translation>
    </message>
    <message>
        <source>未满14周岁要由父母同意，刚才的证件没有通过核对。</source>
        <translation>Below 14 a parent named in the household register consents with their own card. The card just laid did not pass.</translation>
    </message>
    <message>
        <source>请父母放上本人的身份证。也可以由父母登录，代孩子办理。</source>
        <translation>Please lay a parent&apos;s card. A parent may also sign in and act for the child.</translation>
    </message>
    <message>
        <source>这个事项要更可靠的登录方式</source>
        <translation>This needs a surer sign-in</translation>
    </message>
    <message>
        <source>为了保护您的权益，这个事项不能用现在的登录方式办理。</source>
        <translation>To protect you it cannot be done with the way you signed in.</translation>
    </message>
    <message>
        <source>请换一种方式登录，例如刷身份证，再来办理。</source>
        <translation>Please sign in another way, with your ID card for instance.</translation>
    </message>
    <message>
        <source>这个事项不能这样代办</source>
        <translation>This cannot be done for them</translation>
    </message>
    <message>
        <source>这个事项不面向现在的办理对象，或者不在授权范围里。</source>
        <translation>It is not for whom you act now, or the authorisation does not cover it.</translation>
    </message>
    <message>
        <source>请返回首页，换一个办理对象，再来办理。</source>
        <translation>Please go back to the first page and choose somebody else.</translation>
    </message>
    <message>
        <source>现在不能代为办理</source>
        <translation>You cannot act for them now</translation>
    </message>
    <message>
        <source>登记信息有变化，或者授权已经收回。</source>
        <translation>A register has changed, or the authorisation was taken back.</translation>
    </message>
    <message>
        <source>请返回首页，重新选择办理对象。</source>
        <translation>Please go back to the first page and choose again.</translation>
    </message>
    <message>
        <source>维护密码不对</source>
        <translation>Wrong service PIN</translation>
    </message>
    <message>
        <source>输入的密码不是本机的维护密码。这次输入已经记录。</source>
        <translation>That is no service PIN of this terminal. The attempt was recorded.</translation>
    </message>
    <message>
        <source>请核对后再输入。连续输错，等待时间会越来越长。</source>
        <translation>Check it and try again. Each wrong PIN makes the wait longer.</translation>
    </message>
    <message>
        <source>维护入口暂时锁定</source>
        <translation>Staff door locked</translation>
    </message>
    <message>
        <source>维护密码连续输错多次，入口已暂时锁定。</source>
        <translation>Too many wrong PINs in a row: the door is locked for a while.</translation>
    </message>
    <message>
        <source>请等一会儿再试。忘记密码，请技术人员用命令重新设置。</source>
        <translation>Try again later. Forgotten? A technician can set it anew by command.</translation>
    </message>
    <message>
        <source>还没有设置维护密码</source>
        <translation>No service PIN is set</translation>
    </message>
    <message>
        <source>本机安装时没有设置维护密码，维护入口打不开。</source>
        <translation>No PIN was set at installation, so the staff door does not open.</translation>
    </message>
    <message>
        <source>请技术人员在本机运行：kiosk staff set-pin</source>
        <translation>A technician runs on this machine: kiosk staff set-pin</translation>
    </message>
    <message>
        <source>没能重新启动</source>
        <translation>Not restarted</translation>
    </message>
    <message>
        <source>系统没有接受重新启动的请求，本机仍在运行。</source>
        <translation>The system refused the restart. This terminal is still running.</translation>
    </message>
    <message>
        <source>请技术人员检查系统权限，或直接断电重启。</source>
        <translation>A technician checks the permissions, or switches the power off and on.</translation>
    </message>
    <message>
        <source>还不能补打这份证明</source>
        <translation>This paper cannot be printed again yet</translation>
    </message>
    <message>
        <source>这份证明的打印结果还没有查明，补打可能会有两份有效的证明。</source>
        <translation>Nobody has found out what became of its print: there might be two that hold.</translation>
    </message>
    <message>
        <source>请先查看出纸口和打印机，再在维护页登记：已打印、没有打印或已破损。</source>
        <translation>Look at the tray and the printer first, then say on the staff page: printed, not printed or spoiled.</translation>
    </message>
    <message>
        <source>这份证明不能再补打</source>
        <translation>This paper cannot be printed again</translation>
    </message>
    <message>
        <source>它已经补打过，或者已经被新的一份代替、被撤销。</source>
        <translation>It was printed again before, or a later copy took its place, or it was revoked.</translation>
    </message>
    <message>
        <source>请用「查验证明」核对当事人手里的那一份，或请当事人重新申请。</source>
        <translation>Check the copy they hold with “Check a paper”, or have them apply anew.</translation>
    </message>
</context>
<context>
    <name>RatingPage</name>
    <message>
        <source>这次办得怎么样？</source>
        <translation>How was it?</translation>
    </message>
    <message>
        <source>请为这次服务评价。请别忘了取走证件和纸张。</source>
        <translation>Please rate this service. Do not forget your card and papers.</translation>
    </message>
    <message>
        <source>非常满意</source>
        <translation>Very satisfied</translation>
    </message>
    <message>
        <source>满意</source>
        <translation>Satisfied</translation>
    </message>
    <message>
        <source>基本满意</source>
        <translation>Fairly satisfied</translation>
    </message>
    <message>
        <source>不满意</source>
        <translation>Dissatisfied</translation>
    </message>
    <message>
        <source>非常不满意</source>
        <translation>Very dissatisfied</translation>
    </message>
    <message>
        <source>不评价，直接完成</source>
        <translation>Finish without rating</translation>
    </message>
</context>
<context>
    <name>RecordCard</name>
    <message>
        <source>第 %1 条 · %2</source>
        <translation>No. %1 · %2</translation>
    </message>
    <message>
        <source>建筑面积</source>
        <translation>Floor area</translation>
    </message>
    <message>
        <source>共有情况</source>
        <translation>Ownership</translation>
    </message>
    <message>
        <source>登记时间</source>
        <translation>Registered</translation>
    </message>
    <message>
        <source>产权证号</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>单元号</source>
        <translation>Unit number</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>您名下没有房屋登记</source>
        <translation>No house is registered in your name</translation>
    </message>
    <message>
        <source>查到 %1 条房屋登记</source>
        <translation>%1 houses are registered</translation>
    </message>
    <message>
        <source>查到 %1 条记录</source>
        <translation>%1 records found</translation>
    </message>
    <message>
        <source>下面是登记部门的记录，请您核对。</source>
        <translation>This is what the registry holds; please check it.</translation>
    </message>
    <message>
        <source>按这些记录，开不出这份证明。您觉得不对，可以到窗口核实。</source>
        <translation>These records do not allow this paper. If they are wrong, ask at a counter.</translation>
    </message>
    <message>
        <source>登记部门没有您的这类记录，可以开出证明。</source>
        <translation>The registry holds nothing of this kind on you, and the paper can say so.</translation>
    </message>
    <message>
        <source>登记部门没有您的这类记录。您觉得不对，可以到窗口核实。</source>
        <translation>The registry holds nothing of this kind on you. If that is wrong, ask at a counter.</translation>
    </message>
    <message>
        <source>没有查到您的记录</source>
        <translation>No record found</translation>
    </message>
    <message>
        <source>在下面的查询范围内，没有查到您名下的不动产登记。</source>
        <translation>Within the area below, no property is registered in your name.</translation>
    </message>
    <message>
        <source>下面是登记在您名下的不动产，请您核对。</source>
        <translation>This is what is registered in your name. Please check it.</translation>
    </message>
    <message>
        <source>没有查到记录</source>
        <translation>Nothing on record</translation>
    </message>
    <message>
        <source>第 %1 条，共 %2 条</source>
        <translation>%1 of %2</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>查询对象</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>查询范围</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>查询时间</source>
        <translation>As of</translation>
    </message>
    <message>
        <source>办件编号</source>
        <translation>Case no.</translation>
    </message>
    <message>
        <source>打印证明和回执</source>
        <translation>Print document and receipt</translation>
    </message>
    <message>
        <source>发到手机</source>
        <translation>Send to my phone</translation>
    </message>
    <message>
        <source>不要纸质，直接完成</source>
        <translation>Finish without paper</translation>
    </message>
    <message>
        <source>看完了</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>ScrollPane</name>
    <message>
        <source>上一屏</source>
        <translation>Page up</translation>
    </message>
    <message>
        <source>下一屏</source>
        <translation>Page down</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>查找事项</source>
        <translation>Search items</translation>
    </message>
    <message>
        <source>打事项名称或拼音首字母</source>
        <translation>Type a name or initials</translation>
    </message>
    <message>
        <source>本机可以直接办的</source>
        <translation>Available at this terminal</translation>
    </message>
    <message numerus="yes">
        <source>找到 %n 项</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message>
        <source>没有找到，请换个说法试试</source>
        <translation>Nothing found. Try other words.</translation>
    </message>
    <message>
        <source>三种打法，都能找到“无房证明”</source>
        <translation>Three ways to type 无房证明</translation>
    </message>
    <message>
        <source>首字母</source>
        <translation>Initials</translation>
    </message>
    <message>
        <source>拼音</source>
        <translation>Pinyin</translation>
    </message>
    <message>
        <source>汉字</source>
        <translation>Characters</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>您想怎样登录？</source>
        <translation>How would you like to sign in?</translation>
    </message>
    <message>
        <source>哪种方式都能办理，选您方便的一种。</source>
        <translation>Any way will do: choose what suits you.</translation>
    </message>
    <message>
        <source>刷身份证</source>
        <translation>ID card</translation>
    </message>
    <message>
        <source>身份证放在读卡区，再看一下摄像头，确认是您本人。</source>
        <translation>Put your card on the reader, then look at the camera for a moment.</translation>
    </message>
    <message>
        <source>再看一下摄像头</source>
        <translation>and look at the camera</translation>
    </message>
    <message>
        <source>出示身份码</source>
        <translation>Identity code</translation>
    </message>
    <message>
        <source>打开手机里的身份码，对准扫码口。不需要看摄像头。</source>
        <translation>Hold the code on your phone to the scanner. No camera needed.</translation>
    </message>
    <message>
        <source>不用看摄像头</source>
        <translation>no camera needed</translation>
    </message>
    <message>
        <source>手机扫码登录</source>
        <translation>Scan with my phone</translation>
    </message>
    <message>
        <source>短信验证码登录</source>
        <translation>Text message</translation>
    </message>
    <message>
        <source>社保卡登录</source>
        <translation>Social-security card</translation>
    </message>
    <message>
        <source>办完以后，本机不保留您的个人信息。</source>
        <translation>Afterwards this terminal keeps nothing about you.</translation>
    </message>
</context>
<context>
    <name>SignaturePad</name>
    <message>
        <source>请用手指在框内签名</source>
        <translation>Sign in the frame with your finger</translation>
    </message>
    <message>
        <source>签名区，已有笔迹</source>
        <translation>Signature, something is written</translation>
    </message>
    <message>
        <source>撤销一笔</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重写</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>签好了</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>SmsCodePage</name>
    <message>
        <source>请输入短信验证码</source>
        <translation>The code from the message</translation>
    </message>
    <message>
        <source>已发到 %1，5 分钟内有效。</source>
        <translation>Sent to %1. It lasts five minutes.</translation>
    </message>
    <message>
        <source>没有收到？请返回上一步，一分钟后可以重新发送。</source>
        <translation>Nothing came? Go back one step; after a minute it can be sent again.</translation>
    </message>
    <message>
        <source>6 位验证码</source>
        <translation>6 digits</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
</context>
<context>
    <name>SocialCardPage</name>
    <message>
        <source>请插入社保卡</source>
        <translation>Put in your social-security card</translation>
    </message>
    <message>
        <source>芯片朝里插到底，办完以前请不要取出。</source>
        <translation>Chip first, all the way in. Please leave it there until you are done.</translation>
    </message>
    <message>
        <source>换一种方式登录</source>
        <translation>Sign in another way</translation>
    </message>
</context>
<context>
    <name>Spoken</name>
    <message>
        <source>您还在吗？请触摸屏幕，否则很快会结束本次办理。</source>
        <translation>Are you still there? Please touch the screen, or the session will end.</translation>
    </message>
    <message>
        <source>是否同意比对人脸？这一步需要您单独同意。现场画面和证件照片只用来确认是您本人，比完就清除。</source>
        <translation>Do you consent to a face comparison? This needs your separate consent. The picture and your card&apos;s photo only serve to confirm that it is you, and are erased at once.</translation>
    </message>
    <message>
        <source>比对时，画面和照片会加密发送给身份核验机构。</source>
        <translation> For the comparison they are sent, encrypted, to an identity authority.</translation>
    </message>
    <message>
        <source>不同意也能办，不少一项功能。</source>
        <translation> If you do not consent, everything can still be done another way.</translation>
    </message>
    <message>
        <source>欢迎使用自助终端。请触摸屏幕，或放上身份证。</source>
        <translation>Welcome. Please touch the screen, or lay your ID card on the reader.</translation>
    </message>
    <message>
        <source>本机暂停服务，请使用旁边的终端，或到人工窗口。</source>
        <translation>This terminal is out of service. Please use the next one, or go to a counter.</translation>
    </message>
    <message>
        <source>您想怎样登录？可以刷身份证，可以出示身份码，也可以用手机。</source>
        <translation>How would you like to sign in? By ID card, by identity code, or with your phone.</translation>
    </message>
    <message>
        <source>请把身份证平放在读卡区，停留几秒钟。</source>
        <translation>Please lay your ID card flat on the reader for a few seconds.</translation>
    </message>
    <message>
        <source>请父母放上本人的身份证。</source>
        <translation>A parent, please lay your own ID card on the reader.</translation>
    </message>
    <message>
        <source>请打开手机里的身份码，对准扫码口。</source>
        <translation>Please open the identity code on your phone and hold it to the scanner.</translation>
    </message>
    <message>
        <source>请把材料上的二维码对准扫码口。</source>
        <translation>Hold the code on the paper to the scanner.</translation>
    </message>
    <message>
        <source>请用手机扫一扫屏幕上的二维码，再选择和屏幕一样的数字。</source>
        <translation>Please scan the code on the screen with your phone, then pick the number that the screen shows.</translation>
    </message>
    <message>
        <source>请输入十一位手机号码。</source>
        <translation>Please type your mobile number, eleven digits.</translation>
    </message>
    <message>
        <source>请输入短信里的六位验证码。</source>
        <translation>Please type the six digits from the text message.</translation>
    </message>
    <message>
        <source>请插入社保卡，芯片朝里。</source>
        <translation>Please put in your social-security card, chip first.</translation>
    </message>
    <message>
        <source>请输入社保卡密码，请用手遮挡。</source>
        <translation>Please type the card&apos;s PIN. Cover the pad with your hand.</translation>
    </message>
    <message>
        <source>请选择要办的事。</source>
        <translation>Please choose what you have come for.</translation>
    </message>
    <message>
        <source>请选择为谁办理。</source>
        <translation>Please choose for whom this is.</translation>
    </message>
    <message>
        <source>请看办理说明，同意查询请按确认。</source>
        <translation>Please read what will be looked up. To consent, press the button.</translation>
    </message>
    <message>
        <source>查询结果已经显示在屏幕上，请选择打印，或者发到手机。</source>
        <translation>The answer is on the screen. Choose to print it, or to have it sent to your phone.</translation>
    </message>
    <message>
        <source>请用手机扫一扫屏幕上的二维码，再在手机上点保存。</source>
        <translation>Scan the code on the screen with your phone, then tap save on the phone.</translation>
    </message>
    <message>
        <source>证明已发到手机，请打开看一看再离开。</source>
        <translation>The document was sent to your phone. Open it and look before you leave.</translation>
    </message>
    <message>
        <source>正在打印证明，请稍候。</source>
        <translation>Your certificate is being printed.</translation>
    </message>
    <message>
        <source>正在打印回执，请稍候。</source>
        <translation>Your receipt is being printed.</translation>
    </message>
    <message>
        <source>证明已打印，请从出纸口取走，看看是否完整清楚。</source>
        <translation>Your paper is printed. Please take it from the tray, and see whether it is whole and clear.</translation>
    </message>
    <message>
        <source>请为本次服务打分，也可以跳过。</source>
        <translation>Please rate this service, or skip it.</translation>
    </message>
    <message>
        <source>办理结束，请带好证件和打印的材料。</source>
        <translation>Done. Please take your card and your papers with you.</translation>
    </message>
</context>
<context>
    <name>Staff</name>
    <message>
        <source>大厅工作人员</source>
        <translation>Hall staff</translation>
    </message>
    <message>
        <source>技术人员</source>
        <translation>Technician</translation>
    </message>
    <message>
        <source>设备维护</source>
        <translation>Maintenance</translation>
    </message>
    <message>
        <source>保洁消毒</source>
        <translation>Cleaning</translation>
    </message>
    <message>
        <source>补充纸张耗材</source>
        <translation>Refilling supplies</translation>
    </message>
    <message>
        <source>非服务时间</source>
        <translation>Closed at this hour</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>代码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>驱动</source>
        <translation>Driver</translation>
    </message>
    <message>
        <source>端口</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>上次自检</source>
        <translation>Last self-test</translation>
    </message>
    <message>
        <source>计数</source>
        <translation>Counters</translation>
    </message>
    <message>
        <source>最近的错误</source>
        <translation>Latest error</translation>
    </message>
    <message>
        <source>大厅系统</source>
        <translation>Hall</translation>
    </message>
    <message>
        <source>大厅地址</source>
        <translation>Hall&apos;s address</translation>
    </message>
    <message>
        <source>待送消息</source>
        <translation>Reports waiting</translation>
    </message>
    <message>
        <source>事项目录版本</source>
        <translation>Catalogue version</translation>
    </message>
    <message>
        <source>磁盘剩余</source>
        <translation>Disk free</translation>
    </message>
    <message>
        <source>启动时间</source>
        <translation>Started</translation>
    </message>
    <message>
        <source>通过</source>
        <translation>passed</translation>
    </message>
    <message>
        <source>没有通过：%1</source>
        <translation>failed: %1</translation>
    </message>
    <message>
        <source>已连接</source>
        <translation>connected</translation>
    </message>
    <message>
        <source>连不上</source>
        <translation>no answer</translation>
    </message>
    <message>
        <source>正在试用：%1</source>
        <translation>On trial: %1</translation>
    </message>
    <message>
        <source>试用通过：%1。请保留，或恢复原来的。</source>
        <translation>Passed: %1. Keep it, or go back.</translation>
    </message>
    <message>
        <source>试用没有通过：%1（%2）。已恢复原来的。</source>
        <translation>Did not pass: %1 (%2). The old one is back.</translation>
    </message>
    <message>
        <source>%1 的证明，第 %3 份，办件 %2</source>
        <translation>Paper of %1, copy %3, case %2</translation>
    </message>
    <message>
        <source>%1。手机上已有同一份，补打后也作废</source>
        <translation>%1. A phone has this copy: a reprint ends that too</translation>
    </message>
    <message>
        <source>第 %1 份已补打。请交给当事人，收回原来的一份。</source>
        <translation>Copy %1 is printed. Hand it over and keep the earlier one.</translation>
    </message>
    <message>
        <source>打印机没有报告结果</source>
        <translation>The printer did not say what became of it</translation>
    </message>
    <message>
        <source>当事人说破损，或没有拿到</source>
        <translation>The citizen says it is spoiled or missing</translation>
    </message>
    <message>
        <source>已登记为破损，请收回原来的一份</source>
        <translation>Found spoiled; please keep the spoiled copy</translation>
    </message>
    <message>
        <source>没有打印出来</source>
        <translation>Nothing came out</translation>
    </message>
    <message>
        <source>已打印</source>
        <translation>Printed</translation>
    </message>
    <message>
        <source>%1 的回执，办件 %2</source>
        <translation>Receipt of %1, case %2</translation>
    </message>
</context>
<context>
    <name>StaffDevice</name>
    <message>
        <source>全部设备</source>
        <translation>All devices</translation>
    </message>
    <message>
        <source>摄像头画面</source>
        <translation>Camera picture</translation>
    </message>
    <message>
        <source>线上数据（已去除个人信息）</source>
        <translation>On the wire (personal data taken out)</translation>
    </message>
    <message>
        <source>还没有数据</source>
        <translation>Nothing yet</translation>
    </message>
    <message>
        <source>同时存入 %1</source>
        <translation>Also kept in %1</translation>
    </message>
    <message>
        <source>更换驱动或端口：先试用，通过了再保留</source>
        <translation>Other driver or port: try it, keep it once it passes</translation>
    </message>
    <message>
        <source>保留更改</source>
        <translation>Keep the change</translation>
    </message>
    <message>
        <source>恢复原来的</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>驱动</source>
        <translation>Driver</translation>
    </message>
    <message>
        <source>端口</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>试用</source>
        <translation>Try it</translation>
    </message>
</context>
<context>
    <name>StaffPage</name>
    <message>
        <source>维护 · %1</source>
        <translation>Service · %1</translation>
    </message>
    <message>
        <source>服务</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>系统</source>
        <translation>System</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Prints</translation>
    </message>
    <message>
        <source>退出维护</source>
        <translation>Leave</translation>
    </message>
</context>
<context>
    <name>StaffPinPage</name>
    <message>
        <source>维护入口</source>
        <translation>Staff only</translation>
    </message>
    <message>
        <source>仅供工作人员使用。每次输入都会记录。</source>
        <translation>For staff of the hall. Every attempt is recorded.</translation>
    </message>
    <message>
        <source>维护密码</source>
        <translation>Service PIN</translation>
    </message>
    <message>
        <source>进入</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>StaffPrints</name>
    <message>
        <source>没有要处理的打印。</source>
        <translation>No print needs anybody.</translation>
    </message>
    <message>
        <source>结果不明，请查看出纸口和打印机</source>
        <translation>What became of these? Look at the tray and the printer</translation>
    </message>
    <message>
        <source>没有打印</source>
        <translation>Not printed</translation>
    </message>
    <message>
        <source>已印好</source>
        <translation>Printed</translation>
    </message>
    <message>
        <source>已破损</source>
        <translation>Spoiled</translation>
    </message>
    <message>
        <source>可以补打，原来的一份作废</source>
        <translation>Can be printed again; the earlier copy no longer holds</translation>
    </message>
    <message>
        <source>补打第 %1 份</source>
        <translation>Print copy %1</translation>
    </message>
    <message>
        <source>再按一次，马上补打</source>
        <translation>Press again to print it</translation>
    </message>
    <message>
        <source>最近打印的证明</source>
        <translation>Papers printed lately</translation>
    </message>
    <message>
        <source>已破损，收回</source>
        <translation>Spoiled, taken back</translation>
    </message>
    <message>
        <source>再按一次，登记为破损</source>
        <translation>Press again: it is spoiled</translation>
    </message>
</context>
<context>
    <name>StaffService</name>
    <message>
        <source>已暂停对外服务：%1</source>
        <translation>Closed to the public: %1</translation>
    </message>
    <message>
        <source>退出维护后，本机对外服务。</source>
        <translation>Open to the public once you leave.</translation>
    </message>
    <message>
        <source>恢复服务</source>
        <translation>Open again</translation>
    </message>
    <message>
        <source>暂停服务，公众会看到原因</source>
        <translation>Close; the public reads why</translation>
    </message>
    <message>
        <source>重新启动</source>
        <translation>Restart</translation>
    </message>
    <message>
        <source>再按一次，马上重启</source>
        <translation>Press again to restart</translation>
    </message>
    <message>
        <source>重启整台终端</source>
        <translation>Restart the machine</translation>
    </message>
    <message>
        <source>%1 份打印要处理</source>
        <translation>Prints to look after: %1</translation>
    </message>
    <message>
        <source>重启自助程序</source>
        <translation>Restart the program</translation>
    </message>
    <message>
        <source>约两分钟</source>
        <translation>about two minutes</translation>
    </message>
    <message>
        <source>约一分钟</source>
        <translation>about a minute</translation>
    </message>
</context>
<context>
    <name>StartingPage</name>
    <message>
        <source>正在启动，请稍候</source>
        <translation>Starting, please wait</translation>
    </message>
    <message>
        <source>正在连接大厅系统，检查各个设备。</source>
        <translation>Connecting to the hall and checking the devices.</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>选事项</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>查询</source>
        <translation>Look up</translation>
    </message>
    <message>
        <source>取件</source>
        <translation>Collect</translation>
    </message>
    <message>
        <source>第 %1 步，共 4 步：%2</source>
        <translation>Step %1 of 4: %2</translation>
    </message>
</context>
<context>
    <name>StepLine</name>
    <message>
        <source>%1，已完成</source>
        <translation>%1, done</translation>
    </message>
    <message>
        <source>%1，正在进行</source>
        <translation>%1, in progress</translation>
    </message>
    <message>
        <source>%1，请看说明</source>
        <translation>%1, see the note</translation>
    </message>
    <message>
        <source>%1，等待中</source>
        <translation>%1, waiting</translation>
    </message>
</context>
<context>
    <name>TakePaperPage</name>
    <message>
        <source>证明已打印，请取走</source>
        <translation>Printed, please take it</translation>
    </message>
    <message>
        <source>请从下方的出纸口取走纸张，看看证明是否完整清楚。</source>
        <translation>Take the paper from the tray below, and see whether it is whole and clear.</translation>
    </message>
    <message>
        <source>已取到证明</source>
        <translation>I have my paper</translation>
    </message>
    <message>
        <source>证明破损，或没有出来</source>
        <translation>It is spoiled or missing</translation>
    </message>
</context>
<context>
    <name>ThanksPage</name>
    <message>
        <source>感谢您的使用</source>
        <translation>Thank you</translation>
    </message>
    <message>
        <source>证件信息、人脸画面和填写的内容，都已从本机清除。</source>
        <translation>Card data, pictures and everything you entered have been cleared from this terminal.</translation>
    </message>
    <message>
        <source>请取走读卡区上的身份证</source>
        <translation>Please take your ID card from the reader</translation>
    </message>
    <message>
        <source>如果打印了证明和回执，请一并带走</source>
        <translation>If you printed papers, please take them with you</translation>
    </message>
    <message>
        <source>好的</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>ThemePage</name>
    <message>
        <source>带“本机可办”的，现在就能办。</source>
        <translation>Items marked as available here can be done now.</translation>
    </message>
    <message>
        <source>点开看办事指南：谁能办、带什么、去哪里。</source>
        <translation>Open one to see who can apply, what to bring and where.</translation>
    </message>
</context>
<context>
    <name>Working</name>
    <message>
        <source>正在生成二维码</source>
        <translation>Making the QR code</translation>
    </message>
    <message>
        <source>请准备好手机，马上就好。</source>
        <translation>Please have your phone ready.</translation>
    </message>
    <message>
        <source>正在核对密码</source>
        <translation>Checking the PIN</translation>
    </message>
    <message>
        <source>由社保卡自己核对，密码不会离开本机。</source>
        <translation>The card checks it itself; it does not leave this terminal.</translation>
    </message>
    <message>
        <source>正在发送短信</source>
        <translation>Sending the message</translation>
    </message>
    <message>
        <source>验证码马上发到您的手机。</source>
        <translation>The code will be on your phone in a moment.</translation>
    </message>
    <message>
        <source>正在查询可以代办的对象</source>
        <translation>Looking for whom you may act</translation>
    </message>
    <message>
        <source>正在核对户口簿、企业登记和授权。</source>
        <translation>Asking the registers of households and firms.</translation>
    </message>
    <message>
        <source>正在切换办理对象</source>
        <translation>Changing for whom you act</translation>
    </message>
    <message>
        <source>正在核对您的身份</source>
        <translation>Checking who you are</translation>
    </message>
    <message>
        <source>正在请大厅系统确认，通常只要几秒钟。</source>
        <translation>The hall is confirming. It usually takes a few seconds.</translation>
    </message>
    <message>
        <source>正在查询，请稍候</source>
        <translation>Looking it up</translation>
    </message>
    <message>
        <source>正在查询“%1”，通常只要几秒钟。</source>
        <translation>%1: it usually takes a few seconds.</translation>
    </message>
    <message>
        <source>正在补打证明</source>
        <translation>Printing the paper again</translation>
    </message>
    <message>
        <source>大厅重新签发，打印机接着打印。请等纸完全出来。</source>
        <translation>The hall signs a new copy, then it is printed. Please wait until the sheet is out.</translation>
    </message>
    <message>
        <source>正在重新启动</source>
        <translation>Restarting</translation>
    </message>
    <message>
        <source>大约一分钟后恢复服务。</source>
        <translation>Back in about a minute.</translation>
    </message>
    <message>
        <source>正在清除您的信息</source>
        <translation>Clearing your information</translation>
    </message>
    <message>
        <source>证件信息、人脸画面和填写的内容，都在从本机清除。</source>
        <translation>Card data, pictures and what you entered are being cleared.</translation>
    </message>
    <message>
        <source>请稍候</source>
        <translation>Please wait</translation>
    </message>
    <message>
        <source>马上就好。</source>
        <translation>Just a moment.</translation>
    </message>
</context>
</TS>
