/// First names and titles: what stands after them is a person's name, not a place.
extension Lexicon {
  static let givenNames = """
    محمد أحمد محمود علي حسن حسين خالد عمر عثمان يوسف إبراهيم إسماعيل عبد عبدالله عبدالرحمن عبدالعزيز عبدالكريم عبدالقادر عبدالرزاق
    عبدالسلام عبدالملك عبدالفتاح عبدالمجيد مصطفى صالح سعد سعيد سالم سليمان فهد فيصل سلمان سلطان ناصر نايف بندر تركي مشعل
    طارق زياد زيد ياسر ياسين بشار باسل ماهر حافظ رفعت رياض فادي فراس رامي سامر سامي سمير وائل هاني هيثم نبيل نزار
    نضال نوري نور جمال جميل كمال كامل كريم كاظم قاسم قيس قصي عدنان عادل عارف عاصم عامر عباس عدي عصام علاء عماد
    عمار عمرو غسان غازي فارس فاروق فؤاد فتحي فوزي لطفي لؤي ليث مازن مالك مأمون مجدي محسن مختار مدحت مراد مروان مسعود
    مشاري معاذ معتز معمر منذر منصور منير مهند موسى مؤيد نجيب نعيم هشام همام وليد وسام يحيى يزن يعقوب يونس أيمن أمين
    أنور أنس أسامة أسعد أشرف أكرم أمجد أيوب أديب إياد إيهاب إلياس آدم بدر براء بلال بهاء تامر توفيق ثامر جابر جاسم جعفر
    جلال جورج جون حازم حاتم حامد حبيب حسام حسني حسان حكمت حمد حمدان حمدي حمزة حميد حيدر خليفة خليل خضر داود
    راشد رائد رجب رشاد رشيد رضا رضوان رعد رفيق زكريا زكي زهير زين سعدي سفيان سيف شادي شاكر شريف شكري شوقي صابر
     صبحي صدام صفوت صلاح صفاء ضياء طاهر طلال طه ظافر عائض عاطف عايض عبيد عزت عزيز عزمي عقيل عيسى
     غالب غانم فاضل فايز فخري فرج فريد قحطان لقمان مبارك متعب محيي مسلم مصعب مطلق معاوية مقداد ممدوح منتصر
    مهدي ميشال ميشيل نائل نادر ناجي نصر نعمان نواف هادي هارون واصف وجدي وحيد يزيد بسام سعود أبو ابن بن بنت أم آل
    فاطمة عائشة خديجة مريم زينب سارة نورة هند ليلى سلمى رنا ريم رانيا دينا هدى منى نادية سعاد سميرة إيمان أسماء
    شيماء ياسمين رحاب عبير غادة لينا لمى مها نجلاء هالة هبة هيفاء حنان جميلة بشرى
    دونالد جو باراك فلاديمير إيمانويل أنتوني مايك جيمس ديفيد بوريس تيريزا أنجيلا رجب سيرغي بنيامين إيلي أنطونيو 
    جورج جاك جاكوب جوزيف جوزف جون جونز جوردان جيم جيمس جيمي جيري بيل بيتر بول باولو بيير بيار بيرت برنارد بنجامين بوب بريان براين
    ألبرت ألكسندر أليكسندر ألكسي أندرو أندريه أندريا آلان ألان أنتوني أنتونيو أنجيلا إدوارد إريك إيرك إيفان إيفو إيلي إيما
    توم توماس توني تيري تيد ثيودور تشارلز تشارلي تشاك خوان خوسيه خافيير دان دانيال دانييل دوغلاس دوجلاس ديك ديمتري دينيس دونالد
    رالف راي رايان روبرت روبرتو روبن روجر رودولف روني رونالد ريتشارد ريك رينيه زبيغنيو سام ساندرا ستيف ستيفن ستيفان سكوت سوزان سيرجي سيرغي
    سيغموند شارل شون فالتر فرانك فرانز فرانسوا فرانسيس فرانسيسكو فرناندو فريد فريدريك فريدريش فلاديمير فيكتور فيليب كارل كارلوس كارلو
    كريس كريستيان كريستوفر كريستين كلود كلاوس كوفي كولن كولين كيفن كين كينيث كوندوليزا لاري لورا لوران لوك لويس لويجي ليونيد لينا مارك
    ماركو ماركوس ماريا ماريو مارتن مارغريت ماري مايك مايكل ميخائيل ميشال ميغيل نانسي نيكولا نيكولاس نيل هانز هانس هاري هنري هيلاري هيو هيوغو
    والتر وليام ويليام ويلي يان يورغن يوري يوهان يوهانس يوشكا غوردون غيرهارد جيرهارد جرهارد غونتر إيهود إيهودا أرييل آرييل شيمون موشيه
    يتسحاق إسحق إسحاق بنيامين تسيبي عمير حاييم جلعاد آفي بارك   
    محمود رجاء ربيع زهراء شهاب شمس صهيب ضرار عوض عوني غيث فوزية قيصر لبنى مجاهد محفوظ مشعان مهيب ناظم نبيه نجاح نديم
    هاشم هيفا ياسمينا يحيي عمران نوح سليم سلوى شفيق صبري صفية ظاهر عائد عاهد عبدو عدلي عرفان عزام عفيف
    حسني حيان خيري دلال رباح ربى رشا رضى رمزي رمضان روان ريما زاهر زاهي زينة سارة سحر سهى سهيل شادية
    James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew
    Anthony Mark Donald Steven Stephen Paul Andrew Joshua Kenneth Kevin Brian George Edward Ronald
    Timothy Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Larry Justin Scott Brandon Benjamin
    Samuel Gregory Frank Alexander Raymond Patrick Jack Dennis Jerry Tyler Aaron Jose Adam Henry Nathan
    Douglas Zachary Peter Kyle Walter Ethan Jeremy Harold Keith Christian Roger Noah Gerald Carl Terry
    Sean Austin Arthur Lawrence Jesse Dylan Bryan Joe Jordan Billy Bruce Albert Willie Gabriel Logan
    Alan Juan Wayne Roy Ralph Randy Eugene Vincent Russell Louis Philip Bobby Johnny Bradley Bob Bill
    Tom Tim Jim Mike Dave Steve Chris Matt Dan Ben Sam Ted Ken Greg Jeff Rick Ron Tony Nick Barack Hillary
    Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Nancy Lisa Margaret Betty
    Sandra Ashley Dorothy Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca
    Laura Sharon Cynthia Kathleen Amy Shirley Angela Helen Anna Brenda Pamela Nicole Ruth Katherine
    Samantha Christine Emma Catherine Debra Virginia Rachel Carolyn Janet Maria Heather Diane Julie
    Joyce Victoria Kelly Christina Joan Evelyn Lauren Judith Olivia Martha Cheryl Megan Andrea Ann Alice
    Jean Doris Jacqueline Kathryn Hannah Julia Gloria Teresa Sara Janice Marie Grace Judy Theresa Madison
    Beverly Denise Marilyn Amber Danielle Rose Brittany Diana Abigail Natalie Jane Lori Alexis Tiffany
    Kayla Kate Whitney Paris Chelsea Sydney Florence Charlotte Savannah Brooklyn
    Boris Theresa Tony Gordon Winston Nigel Simon Colin Graham Ian Neil Stuart Alistair Alastair Craig
    Hugh Ewan Liam Owen Rhys Gareth Barry Derek Clive Trevor Geoff Graeme Malcolm Duncan Angus Fiona
    Heinz Hans Klaus Jürgen Wolfgang Angela Gerhard Helmut Olaf Frank Walter Markus Stefan Andreas
    François Nicolas Jacques Emmanuel Pierre Michel Philippe Laurent Olivier Marine Ségolène Dominique
    Vladimir Dmitry Sergei Sergey Alexei Mikhail Boris Igor Oleg Ivan Nikolai Andrei Viktor Yuri Anatoly
    Volodymyr Petro Yulia Silvio Giuseppe Matteo Mario Giorgio Luigi Marco Antonio Carlos Luis Miguel
    Jorge Pedro Fernando Francisco Javier Manuel Rafael Hugo Diego Felipe Alejandro Ricardo Roberto
    Eduardo Sergio Alberto Pablo Ramon Raul Fidel Evo Rodrigo Gustavo Enrique Andrés
    Muhammad Mohammed Mohamed Mohammad Ahmed Ahmad Ali Hassan Hussein Hasan Husain Omar Khaled Khalid
    Ibrahim Yousef Yusuf Mahmoud Mustafa Abdullah Abdul Abdel Abu Bin Ibn Bashar Hafez Saddam Osama
    Ayman Hamid Hamad Salman Faisal Fahd Nasser Tariq Walid Ziad Rami Samir Nabil Jamal Kamal Karim
    Fatima Aisha Zainab Maryam Layla Rajiv Sonia Rahul Manmohan Narendra Arvind Sanjay Anil Amit Rajesh
    Sunil Vijay Ravi Suresh Ramesh Imran Nawaz Pervez Benazir Asif Shahid Recep Tayyip Mehmet Mustafa
    Harvey Irma Dorian Katrina Idai Irene Wilma Sandy Alison Archie Brent Lamont Lewis Alistair Albertina Constantine Hugh Moll Rita
    Kofi Ban Robert Morgan Nelson Jacob Thabo Desmond Mwai Raila Yoweri Paul Joseph Laurent Goodluck
    Владимир Дмитрий Сергей Алексей Михаил Борис Игорь Олег Иван Николай Андрей Виктор Юрий Александр
    """

  /// Words before a person's name. In Arabic they hold with the article too.
  static let personTitles = """
    السيد السيدة الشيخ الدكتور الدكتورة د المهندس الأستاذ العميد اللواء العقيد المقدم الرائد النقيب الملازم الفريق المشير الجنرال
    الأمير الأميرة الملك الحاج القاضي المحامي الصحفي الصحافي الإعلامي الكاتب الشاعر الفنان الفنانة المخرج المطرب اللاعب المدرب
    إعصار عاصفة الرئيس رئيسها الوزير المستشار المستشارة السناتور السيناتور الزعيم المعارض المحامية الحاخام الكاردينال الأسقف القس الأب
    المشرف الحكم المهاجم المدافع الحارس النجم العداء الدراج الروائي الكاتبة الشاعرة الصحفية الصحافية الباحث الباحثة الخبير الخبيرة الأمين
    القيادي المدعو المدعوة الناشط الناشطة النائب المحلل المرحوم الشهيد الشهيدة الطفل الطفلة الشاب الشابة السفير
    المفتي البطريرك البابا المطران الإمام السلطان عائلة آل عشيرة قبيلة
    Mr Mrs Ms Miss Dr Prof Professor Sir Lord Lady Dame Rev Reverend Father Sister Bishop Archbishop
    Cardinal Pope Judge Justice Senator Sen Congressman Congresswoman Rep Gov Col Colonel Gen General
    Capt Captain Lt Lieutenant Sgt Sergeant Maj Major Cpl Admiral Cmdr Commander Sheikh Imam Ayatollah
    Prince Princess Queen King Emperor Chancellor Coach Actor Actress Singer Author
    Hurricane Typhoon Cyclone Storm President Premier Chairman Chairwoman Mayor Detective Officer Constable Inspector Chief
    Spokesman Spokeswoman Governor Secretary Minister Attorney Deputy Representative Ambassador Congressmen Midwife Nurse Farmer
    Herr Frau Monsieur Madame Señor Señora Don Doña Signor господин госпожа генерал полковник Bay Bayan
    """

  /// Family names that some list gives as a place. They do not make a person's name of the word
  /// after them, as given names do.
  static let familyNames = """
    كلينتون أوباما بوش رايس بلير شيراك ميركل ساركوزي بوتين كارتر ريغان ريجان باول كيري جونسون جاكسون لينكولن جيفرسون ويلسون ويليامز وليامز
    ديفيس ديفيز مورغان مورجان نيوتن ميرفي طومسون تومسون تومبسون ستالين بيريا فريمان هدسون كارلين هورتون إليوت مونت فورد رايت برايس
    أوزبورن روجرز كامبل جونز سميث جونسون ويليس سيسيليا كاميرون كاميرن ستانلي موريس دوارتي بيرن باري براون هيل هولدن غولدن غرين جرين
    شارون أولمرت بيريز بيريس باراك رابين نتنياهو موفاز هنية عباس مشعل دحلان السنيورة الحريري جنبلاط جعجع عون لحود بري
    الجعفري المالكي الطالباني البارزاني علاوي الحكيم السيستاني الصدر الزرقاوي الظواهري البغدادي الأسد الشرع المعلم
    وقاص سالم غازي غاري ماري شاني برما قمبر بولا لويد ميلر كوهين ليفي ليفني
    الراوي الدوري التكريتي المصري الحلبي الشامي البصري الموصلي الكوفي النجفي القدسي اليماني المكي المدني الحمصي الطرابلسي
    Obama Bush Clinton Mandela Carter Reynolds Clifford Hammond Whitley Lennox Steele Patti Williams Bryson Trump Romney Johnson Jackson
    Jefferson Monroe Nelson Anderson Harrison Wilson Thompson Morrison Robinson Davis Moore Taylor Walker Parker Cooper Morgan Murphy
    Howard Brooks Price Bennett Barnes Ross Henderson Coleman Jenkins Perry Powell Patterson Hughes Butler Simmons Foster Bryant
    Griffin Hayes Myers Ford Hamilton Sullivan Wallace Cole Owens Fisher Ellis Gibson Marshall Freeman Webb Simpson Stevens Tucker Porter
    Hicks Crawford Boyd Mason Kennedy Warren Dixon Burns Shaw Holmes Rice Robertson Daniels Palmer Grant Knight Ferguson Dunn Perkins Hudson
    Spencer Gardner Stephens Payne Pierce Berry Matthews Arnold Wagner Willis Watkins Carroll Snyder Hart Cunningham Bradley Lane Andrews
    Harper Fox Riley Armstrong Carpenter Weaver Greene Elliott Sims Peters Kelley Franklin Lawson Fields Blair Brown Cameron Thatcher Churchill Smith
    Jones Lee Clark Baker Adams Campbell Mitchell Roberts Phillips Evans Edwards Collins Stewart Morris Rogers Reed Cook Bell Bailey Rivera
    Cox Torres Peterson Ramirez Watson Sanders Bush Cheney Rumsfeld Kerry McCain Palin Biden Pelosi Reagan Nixon Truman Lincoln Granger Paterson
    Stroud Sicilia Saha Kalam Obama Merkel Schmidt Weber Meyer Becker Koch Bauer Richter Klein Wolf Schröder
    """
}
