//! The whole row each service leaves in its agency's own database, every column written out by hand: what a caseworker
//! there reads after a resident has sent a form in a browser.

use std::{collections::BTreeMap, path::PathBuf};

use model::Duty;
use rusqlite::types::Value;
use testkit::{
    browser::Browser,
    project,
    site::{Setup, TestSite},
};

use crate::{
    agency,
    journeys::{send, to_check},
};

/// The agencies' databases, a site that hands over into them, and what was sent.
struct Sent {
    site: TestSite,
    databases: BTreeMap<String, String>,
    folder: PathBuf,
    reference: String,
    /// The key of each part.
    keys: BTreeMap<String, String>,
}

impl Sent {
    /// Sends the example whose name has these words, as a person would.
    async fn example(slug: &str, name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("portico-rows-{slug}-{}", std::process::id()));
        let databases = agency::prepare(&folder).unwrap();
        let setup = Setup { services: project::services(), agencies: databases.clone(), ..Setup::default() };
        let site = TestSite::set_up(setup).await;
        let mut browser = Browser::new(site.address);
        to_check(&site, &mut browser, slug, name).await;
        send(&site, &mut browser).await;
        let mut keys = BTreeMap::new();
        let mut reference = String::new();
        for owed in site.app.store.without_end(None, None, 50).await.unwrap() {
            if let Duty::HandOver { plan_item, .. } = &owed.duty {
                keys.insert(plan_item.clone(), owed.id.to_string());
                let case = site.app.store.find_case(owed.case.as_ref().unwrap()).await.unwrap().unwrap();
                reference = case.reference.to_string();
            }
        }
        assert!(browser.page.text().contains(&reference), "the person sees {reference}");
        site.work().await;
        Self { site, databases, folder, reference, keys }
    }

    /// Every column of every row of a table, as it stands there.
    fn rows(&self, connector: &str, table: &str) -> Vec<Vec<(String, String)>> {
        let path = self.databases[connector].strip_prefix("sqlite:").unwrap();
        let database = rusqlite::Connection::open(path).unwrap();
        let mut statement = database.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let text = |value: Value| match value {
            Value::Null => "NULL".to_owned(),
            Value::Integer(number) => number.to_string(),
            Value::Real(number) => format!("{number:?}"),
            Value::Text(text) => format!("'{text}'"),
            Value::Blob(_) => "BLOB".to_owned(),
        };
        let rows = statement.query_map((), |row| {
            let cells = names.iter().enumerate().map(|(at, name)| (name.clone(), text(row.get(at).unwrap())));
            Ok(cells.collect())
        });
        rows.unwrap().map(Result::unwrap).collect()
    }

    /// The one row of a table is this, column by column; `<key>` and `<case>` stand for what differs each time.
    fn has_only(&self, connector: &str, table: &str, part: &str, expected: &str) {
        let rows = self.rows(connector, table);
        assert_eq!(rows.len(), 1, "{table}");
        let there: Vec<String> = rows[0].iter().map(|(name, value)| format!("{name} {value}")).collect();
        let filled = expected.replace("<key>", &self.keys[part]).replace("<case>", &self.reference);
        let expected: Vec<&str> = filled.lines().map(str::trim).collect();
        assert_eq!(there, expected, "{table}");
    }

    async fn close(self) {
        self.site.close().await;
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_license_renewal_is_one_whole_row_and_one_whole_print_job() {
    let sent = Sent::example("renew-a-drivers-license", "Somebody who moved").await;
    // Their own clock writes this one.
    let written_at = sent.rows("dmv-records", "DL_RNWL_TXN")[0].last().unwrap().1.clone();
    assert!(written_at.len() == 16 && written_at.starts_with("'20"), "{written_at}");
    let renewal = RENEWAL.replace("<now>", &written_at);
    sent.has_only("dmv-records", "DL_RNWL_TXN", "driver-record", &renewal);
    sent.has_only("dmv-records", "CRD_PRT_Q", "card-print", PRINT_JOB);
    sent.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_for_food_is_one_whole_row_with_the_household_and_its_income() {
    let sent = Sent::example("apply-for-food-assistance", "Two parents who both work").await;
    sent.has_only("dhs-intake", "T_SNAP_APPL", "intake-record", FOOD);
    sent.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_street_report_is_one_whole_row() {
    let sent = Sent::example("report-a-street-problem", "The truck did not come").await;
    sent.has_only("public-works-requests", "SVC_REQ", "service-request", STREET);
    sent.close().await;
}

/// Born 1992, so 45 dollars; a seizure three months before 22 November 2026, so an examiner looks.
const RENEWAL: &str = "TXN_NO 4711
    EXT_REF '<key>'
    CASE_NO '<case>'
    TXN_CD 'RNW'
    TXN_SRC_CD 'WEB'
    TXN_DT '20261122'
    DL_NO 'M5500142'
    DL_CLS_CD 'D '
    CUST_LNAME 'PEÑA-ŁUKASIEWICZ'
    CUST_FNAME 'XÓCHITL ZOË'
    CUST_MNAME 'ÑURÍ'
    CUST_SFX ''
    DOB '19920229'
    EXP_STAT_CD 'A'
    ADDR_CHG_FLG 'Y'
    RES_ADDR1 '1208 OLD MILL RD'
    RES_ADDR2 'APT 3B'
    RES_CITY 'RIVERBEND'
    RES_ST 'IA'
    RES_ZIP '500990000'
    MAIL_CHG_FLG 'Y'
    MAIL_ADDR1 'PO BOX 77'
    MAIL_ADDR2 ''
    MAIL_CITY 'RIVERBEND'
    MAIL_ST 'IA'
    MAIL_ZIP '500990077'
    HT_CD '504'
    WT_LBS ''
    EYE_CLR_CD 'HAZ'
    CORR_LNS_FLG 'Y'
    MED_FLG 'Y'
    MED_LAST_DT '20260822'
    MED_PHYS_NM 'DRA. AMPARO NÚÑEZ'
    MED_PHYS_PH '5155550171'
    VSN_STMT_FLG ''
    VSN_EXAM_DT ''
    VSN_RPT_FLG 'N'
    RVW_FLG 'Y'
    RID_FLG 'N'
    DONOR_FLG 'Y'
    VTR_CD 'R'
    CUST_PH '5155550148'
    CUST_EMAIL 'xochitl@example.org'
    EMRG_NM ''
    EMRG_PH ''
    FEE_AMT 4500
    FEE_PD_FLG 'N'
    STAT_CD 'P '
    LST_UPD_TS <now>";

const PRINT_JOB: &str = "JOB_NO 88001
    EXT_REF '<key>'
    CASE_NO '<case>'
    DL_NO 'M5500142'
    CRD_TYP_CD 'S1'
    NM_LN 'PEÑA-ŁUKASIEWICZ,XÓCHITL ZOË'
    DONOR_FLG 'Y'
    RSTR_CD 'B '
    BILL_AMT '0004500'
    PRT_STAT_CD 'H'
    RQST_DT '20261122'";

/// She earns 520 dollars a week (4.3 weeks a month) and 60 once; he earns 780 dollars every two weeks (2.15 a month):
/// 2,236 + 60 + 1,677 = 3,973. Rent 1,350 and utilities 210. He does not ask for help, so three of four do. Several
/// choices stand in the order of the page.
const FOOD: &str = "APPL_SEQ_NO 1
    EXT_KEY '<key>'
    WEB_REF_NO '<case>'
    APPL_RCV_DT '20261122'
    APPL_SRC_CD 'WEB'
    APPL_CMPL_CD 'F'
    PRSN_FULL_NM 'ANNA LINDQVIST SAMPLE'
    PRSN_DOB '19910619'
    PRSN_SSN '219099999'
    CTZN_CD 'C'
    HMLS_IND 'N'
    RES_ADDR_LN1 '1207 MILL POND ROAD'
    RES_ADDR_LN2 ''
    RES_CITY 'RIVERBEND'
    RES_ST 'IA'
    RES_ZIP '500991207'
    MAIL_ADDR_LN1 'PO BOX 77'
    MAIL_ADDR_LN2 ''
    MAIL_CITY 'RIVERBEND'
    MAIL_ST 'IA'
    MAIL_ZIP '50099'
    PHN_NO '5155550162'
    EMAIL_TXT 'anna.sample@example.org'
    CNTCT_PREF 'TEXT,EMAIL'
    INTRP_IND 'N'
    LANG_CD 'ENGLISH'
    AUTH_REP_IND 'N'
    AUTH_REP_NM ''
    AUTH_REP_PHN ''
    HH_SIZE 4
    HH_APPL_CNT 3
    HH_MBR_TXT 'TOMAS SAMPLE|19900130|SPOUSE;NILS SAMPLE|20190908|CHILD;ELSA SAMPLE|20240229|CHILD'
    ELDR_DSBL_IND 'N'
    MGRNT_IND 'N'
    GRS_INC_CTS 397300
    LIQ_RES_CTS 64050
    SHLTR_CTS 156000
    DPND_CARE_CTS 30000
    CHLD_SPRT_CTS 0
    MED_DED_CTS 0
    HEAT_COOL_IND 'Y'
    XPDT_IND 'N'
    XPDT_RSN_CD ''
    DUE_DT '20261222'
    RACE_ETH_TXT 'HISPANIC,WHITE'
    VOTE_CD 'R'
    SIGN_NM 'ANNA LINDQVIST SAMPLE'
    WRKR_ID 'UNASGN'";

/// The truck did not come two days before. Their own trigger sends the trash crew.
const STREET: &str = "REQ_NO 1
    EXT_REF '<key>'
    CASE_NO '<case>'
    SVC_CD 'SR-TRSH'
    DTL_CD 'TRA'
    PRI_CD '3'
    DTL_TXT 'TRASH, RECYCLING: Los botes están detrás del portón. ¡Cuidado con el perro!'
    POLE_NO ''
    WHLCHR_OK_FLG ''
    BLKD_BY_TXT ''
    HATE_FLG 'N'
    PICKUP_DT '20261120'
    LOC_TXT 'En el callejón, detrás de la casa de la familia Ibáñez'
    ADDR_LN1 '415 WILLOW ST'
    ADDR_CITY 'RIVERBEND'
    ADDR_ZIP '50099'
    PHOTO_FLG 'N'
    RPTR_EMAIL ''
    RPTR_PH '5155550181'
    CHNL_CD 'WEB'
    RPT_DT '20261122'
    REQ_STAT 'OPEN'
    CREW_CD 'TR'";
