/**
 * The elements of FHIR R4 (4.0.1): one line for each resource, data type and backbone element; * marks a list, [x] a choice.
 * Elements that all share (id, extension, meta …) are left out. Written by scripts/fhir-elements.js; do not edit.
 */
export const R4_RESOURCES = `
Account identifier*:Identifier status:code type:CodeableConcept name:string subject*:Reference servicePeriod:Period coverage*:Account.coverage owner:Reference description:string guarantor*:Account.guarantor partOf:Reference
Account.coverage coverage:Reference priority:positiveInt
Account.guarantor party:Reference onHold:boolean period:Period
ActivityDefinition url:uri identifier*:Identifier version:string name:string title:string subtitle:string status:code experimental:boolean subject[x]:CodeableConcept|Reference date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown usage:string copyright:markdown approvalDate:date lastReviewDate:date effectivePeriod:Period topic*:CodeableConcept author*:ContactDetail editor*:ContactDetail reviewer*:ContactDetail endorser*:ContactDetail relatedArtifact*:RelatedArtifact library*:canonical kind:code profile:canonical code:CodeableConcept intent:code priority:code doNotPerform:boolean timing[x]:Timing|dateTime|Age|Period|Range|Duration location:Reference participant*:ActivityDefinition.participant product[x]:Reference|CodeableConcept quantity:Quantity dosage*:Dosage bodySite*:CodeableConcept specimenRequirement*:Reference observationRequirement*:Reference observationResultRequirement*:Reference transform:canonical dynamicValue*:ActivityDefinition.dynamicValue
ActivityDefinition.dynamicValue path:string expression:Expression
ActivityDefinition.participant type:code role:CodeableConcept
AdverseEvent identifier:Identifier actuality:code category*:CodeableConcept event:CodeableConcept subject:Reference encounter:Reference date:dateTime detected:dateTime recordedDate:dateTime resultingCondition*:Reference location:Reference seriousness:CodeableConcept severity:CodeableConcept outcome:CodeableConcept recorder:Reference contributor*:Reference suspectEntity*:AdverseEvent.suspectEntity subjectMedicalHistory*:Reference referenceDocument*:Reference study*:Reference
AdverseEvent.suspectEntity instance:Reference causality*:AdverseEvent.suspectEntity.causality
AdverseEvent.suspectEntity.causality assessment:CodeableConcept productRelatedness:string author:Reference method:CodeableConcept
AllergyIntolerance identifier*:Identifier clinicalStatus:CodeableConcept verificationStatus:CodeableConcept type:code category*:code criticality:code code:CodeableConcept patient:Reference encounter:Reference onset[x]:dateTime|Age|Period|Range|string recordedDate:dateTime recorder:Reference asserter:Reference lastOccurrence:dateTime note*:Annotation reaction*:AllergyIntolerance.reaction
AllergyIntolerance.reaction substance:CodeableConcept manifestation*:CodeableConcept description:string onset:dateTime severity:code exposureRoute:CodeableConcept note*:Annotation
Appointment identifier*:Identifier status:code cancelationReason:CodeableConcept serviceCategory*:CodeableConcept serviceType*:CodeableConcept specialty*:CodeableConcept appointmentType:CodeableConcept reasonCode*:CodeableConcept reasonReference*:Reference priority:unsignedInt description:string supportingInformation*:Reference start:instant end:instant minutesDuration:positiveInt slot*:Reference created:dateTime comment:string patientInstruction:string basedOn*:Reference participant*:Appointment.participant requestedPeriod*:Period
Appointment.participant type*:CodeableConcept actor:Reference required:code status:code period:Period
AppointmentResponse identifier*:Identifier appointment:Reference start:instant end:instant participantType*:CodeableConcept actor:Reference participantStatus:code comment:string
AuditEvent type:Coding subtype*:Coding action:code period:Period recorded:instant outcome:code outcomeDesc:string purposeOfEvent*:CodeableConcept agent*:AuditEvent.agent source:AuditEvent.source entity*:AuditEvent.entity
AuditEvent.agent type:CodeableConcept role*:CodeableConcept who:Reference altId:string name:string requestor:boolean location:Reference policy*:uri media:Coding network:AuditEvent.agent.network purposeOfUse*:CodeableConcept
AuditEvent.agent.network address:string type:code
AuditEvent.entity what:Reference type:Coding role:Coding lifecycle:Coding securityLabel*:Coding name:string description:string query:base64Binary detail*:AuditEvent.entity.detail
AuditEvent.entity.detail type:string value[x]:string|base64Binary
AuditEvent.source site:string observer:Reference type*:Coding
Basic identifier*:Identifier code:CodeableConcept subject:Reference created:date author:Reference
Binary contentType:code securityContext:Reference data:base64Binary url:url
BiologicallyDerivedProduct identifier*:Identifier productCategory:code productCode:CodeableConcept status:code request*:Reference quantity:integer parent*:Reference collection:BiologicallyDerivedProduct.collection processing*:BiologicallyDerivedProduct.processing manipulation:BiologicallyDerivedProduct.manipulation storage*:BiologicallyDerivedProduct.storage
BiologicallyDerivedProduct.collection collector:Reference source:Reference collected[x]:dateTime|Period
BiologicallyDerivedProduct.manipulation description:string time[x]:dateTime|Period
BiologicallyDerivedProduct.processing description:string procedure:CodeableConcept additive:Reference time[x]:dateTime|Period
BiologicallyDerivedProduct.storage description:string temperature:decimal scale:code duration:Period
BodyStructure identifier*:Identifier active:boolean morphology:CodeableConcept location:CodeableConcept locationQualifier*:CodeableConcept description:string image*:Attachment patient:Reference
Bundle identifier:Identifier type:code timestamp:instant total:unsignedInt link*:Bundle.link entry*:Bundle.entry signature:Signature
Bundle.entry link*:Bundle.link fullUrl:uri resource:Resource search:Bundle.entry.search request:Bundle.entry.request response:Bundle.entry.response
Bundle.entry.request method:code url:uri ifNoneMatch:string ifModifiedSince:instant ifMatch:string ifNoneExist:string
Bundle.entry.response status:string location:uri etag:string lastModified:instant outcome:OperationOutcome
Bundle.entry.search mode:code score:decimal
Bundle.link relation:string url:uri
CapabilityStatement url:uri version:string name:string title:string status:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown copyright:markdown kind:code instantiates*:canonical imports*:canonical software:CapabilityStatement.software implementation:CapabilityStatement.implementation fhirVersion:code format*:code patchFormat*:code implementationGuide*:canonical rest*:CapabilityStatement.rest messaging*:CapabilityStatement.messaging document*:CapabilityStatement.document
CapabilityStatement.document mode:code documentation:markdown profile:canonical
CapabilityStatement.implementation description:string url:url custodian:Reference
CapabilityStatement.messaging endpoint*:CapabilityStatement.messaging.endpoint reliableCache:unsignedInt documentation:markdown supportedMessage*:CapabilityStatement.messaging.supportedMessage
CapabilityStatement.messaging.endpoint protocol:Coding address:url
CapabilityStatement.messaging.supportedMessage mode:code definition:canonical
CapabilityStatement.rest mode:code documentation:markdown security:CapabilityStatement.rest.security resource*:CapabilityStatement.rest.resource interaction*:CapabilityStatement.rest.interaction searchParam*:CapabilityStatement.rest.resource.searchParam operation*:CapabilityStatement.rest.resource.operation compartment*:canonical
CapabilityStatement.rest.interaction code:code documentation:markdown
CapabilityStatement.rest.resource type:code profile:canonical supportedProfile*:canonical documentation:markdown interaction*:CapabilityStatement.rest.resource.interaction versioning:code readHistory:boolean updateCreate:boolean conditionalCreate:boolean conditionalRead:code conditionalUpdate:boolean conditionalDelete:code referencePolicy*:code searchInclude*:string searchRevInclude*:string searchParam*:CapabilityStatement.rest.resource.searchParam operation*:CapabilityStatement.rest.resource.operation
CapabilityStatement.rest.resource.interaction code:code documentation:markdown
CapabilityStatement.rest.resource.operation name:string definition:canonical documentation:markdown
CapabilityStatement.rest.resource.searchParam name:string definition:canonical type:code documentation:markdown
CapabilityStatement.rest.security cors:boolean service*:CodeableConcept description:markdown
CapabilityStatement.software name:string version:string releaseDate:dateTime
CarePlan identifier*:Identifier instantiatesCanonical*:canonical instantiatesUri*:uri basedOn*:Reference replaces*:Reference partOf*:Reference status:code intent:code category*:CodeableConcept title:string description:string subject:Reference encounter:Reference period:Period created:dateTime author:Reference contributor*:Reference careTeam*:Reference addresses*:Reference supportingInfo*:Reference goal*:Reference activity*:CarePlan.activity note*:Annotation
CarePlan.activity outcomeCodeableConcept*:CodeableConcept outcomeReference*:Reference progress*:Annotation reference:Reference detail:CarePlan.activity.detail
CarePlan.activity.detail kind:code instantiatesCanonical*:canonical instantiatesUri*:uri code:CodeableConcept reasonCode*:CodeableConcept reasonReference*:Reference goal*:Reference status:code statusReason:CodeableConcept doNotPerform:boolean scheduled[x]:Timing|Period|string location:Reference performer*:Reference product[x]:CodeableConcept|Reference dailyAmount:Quantity quantity:Quantity description:string
CareTeam identifier*:Identifier status:code category*:CodeableConcept name:string subject:Reference encounter:Reference period:Period participant*:CareTeam.participant reasonCode*:CodeableConcept reasonReference*:Reference managingOrganization*:Reference telecom*:ContactPoint note*:Annotation
CareTeam.participant role*:CodeableConcept member:Reference onBehalfOf:Reference period:Period
CatalogEntry identifier*:Identifier type:CodeableConcept orderable:boolean referencedItem:Reference additionalIdentifier*:Identifier classification*:CodeableConcept status:code validityPeriod:Period validTo:dateTime lastUpdated:dateTime additionalCharacteristic*:CodeableConcept additionalClassification*:CodeableConcept relatedEntry*:CatalogEntry.relatedEntry
CatalogEntry.relatedEntry relationtype:code item:Reference
ChargeItem identifier*:Identifier definitionUri*:uri definitionCanonical*:canonical status:code partOf*:Reference code:CodeableConcept subject:Reference context:Reference occurrence[x]:dateTime|Period|Timing performer*:ChargeItem.performer performingOrganization:Reference requestingOrganization:Reference costCenter:Reference quantity:Quantity bodysite*:CodeableConcept factorOverride:decimal priceOverride:Money overrideReason:string enterer:Reference enteredDate:dateTime reason*:CodeableConcept service*:Reference product[x]:Reference|CodeableConcept account*:Reference note*:Annotation supportingInformation*:Reference
ChargeItem.performer function:CodeableConcept actor:Reference
ChargeItemDefinition url:uri identifier*:Identifier version:string title:string derivedFromUri*:uri partOf*:canonical replaces*:canonical status:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept copyright:markdown approvalDate:date lastReviewDate:date effectivePeriod:Period code:CodeableConcept instance*:Reference applicability*:ChargeItemDefinition.applicability propertyGroup*:ChargeItemDefinition.propertyGroup
ChargeItemDefinition.applicability description:string language:string expression:string
ChargeItemDefinition.propertyGroup applicability*:ChargeItemDefinition.applicability priceComponent*:ChargeItemDefinition.propertyGroup.priceComponent
ChargeItemDefinition.propertyGroup.priceComponent type:code code:CodeableConcept factor:decimal amount:Money
Claim identifier*:Identifier status:code type:CodeableConcept subType:CodeableConcept use:code patient:Reference billablePeriod:Period created:dateTime enterer:Reference insurer:Reference provider:Reference priority:CodeableConcept fundsReserve:CodeableConcept related*:Claim.related prescription:Reference originalPrescription:Reference payee:Claim.payee referral:Reference facility:Reference careTeam*:Claim.careTeam supportingInfo*:Claim.supportingInfo diagnosis*:Claim.diagnosis procedure*:Claim.procedure insurance*:Claim.insurance accident:Claim.accident item*:Claim.item total:Money
Claim.accident date:date type:CodeableConcept location[x]:Address|Reference
Claim.careTeam sequence:positiveInt provider:Reference responsible:boolean role:CodeableConcept qualification:CodeableConcept
Claim.diagnosis sequence:positiveInt diagnosis[x]:CodeableConcept|Reference type*:CodeableConcept onAdmission:CodeableConcept packageCode:CodeableConcept
Claim.insurance sequence:positiveInt focal:boolean identifier:Identifier coverage:Reference businessArrangement:string preAuthRef*:string claimResponse:Reference
Claim.item sequence:positiveInt careTeamSequence*:positiveInt diagnosisSequence*:positiveInt procedureSequence*:positiveInt informationSequence*:positiveInt revenue:CodeableConcept category:CodeableConcept productOrService:CodeableConcept modifier*:CodeableConcept programCode*:CodeableConcept serviced[x]:date|Period location[x]:CodeableConcept|Address|Reference quantity:Quantity unitPrice:Money factor:decimal net:Money udi*:Reference bodySite:CodeableConcept subSite*:CodeableConcept encounter*:Reference detail*:Claim.item.detail
Claim.item.detail sequence:positiveInt revenue:CodeableConcept category:CodeableConcept productOrService:CodeableConcept modifier*:CodeableConcept programCode*:CodeableConcept quantity:Quantity unitPrice:Money factor:decimal net:Money udi*:Reference subDetail*:Claim.item.detail.subDetail
Claim.item.detail.subDetail sequence:positiveInt revenue:CodeableConcept category:CodeableConcept productOrService:CodeableConcept modifier*:CodeableConcept programCode*:CodeableConcept quantity:Quantity unitPrice:Money factor:decimal net:Money udi*:Reference
Claim.payee type:CodeableConcept party:Reference
Claim.procedure sequence:positiveInt type*:CodeableConcept date:dateTime procedure[x]:CodeableConcept|Reference udi*:Reference
Claim.related claim:Reference relationship:CodeableConcept reference:Identifier
Claim.supportingInfo sequence:positiveInt category:CodeableConcept code:CodeableConcept timing[x]:date|Period value[x]:boolean|string|Quantity|Attachment|Reference reason:CodeableConcept
ClaimResponse identifier*:Identifier status:code type:CodeableConcept subType:CodeableConcept use:code patient:Reference created:dateTime insurer:Reference requestor:Reference request:Reference outcome:code disposition:string preAuthRef:string preAuthPeriod:Period payeeType:CodeableConcept item*:ClaimResponse.item addItem*:ClaimResponse.addItem adjudication*:ClaimResponse.item.adjudication total*:ClaimResponse.total payment:ClaimResponse.payment fundsReserve:CodeableConcept formCode:CodeableConcept form:Attachment processNote*:ClaimResponse.processNote communicationRequest*:Reference insurance*:ClaimResponse.insurance error*:ClaimResponse.error
ClaimResponse.addItem itemSequence*:positiveInt detailSequence*:positiveInt subdetailSequence*:positiveInt provider*:Reference productOrService:CodeableConcept modifier*:CodeableConcept programCode*:CodeableConcept serviced[x]:date|Period location[x]:CodeableConcept|Address|Reference quantity:Quantity unitPrice:Money factor:decimal net:Money bodySite:CodeableConcept subSite*:CodeableConcept noteNumber*:positiveInt adjudication*:ClaimResponse.item.adjudication detail*:ClaimResponse.addItem.detail
ClaimResponse.addItem.detail productOrService:CodeableConcept modifier*:CodeableConcept quantity:Quantity unitPrice:Money factor:decimal net:Money noteNumber*:positiveInt adjudication*:ClaimResponse.item.adjudication subDetail*:ClaimResponse.addItem.detail.subDetail
ClaimResponse.addItem.detail.subDetail productOrService:CodeableConcept modifier*:CodeableConcept quantity:Quantity unitPrice:Money factor:decimal net:Money noteNumber*:positiveInt adjudication*:ClaimResponse.item.adjudication
ClaimResponse.error itemSequence:positiveInt detailSequence:positiveInt subDetailSequence:positiveInt code:CodeableConcept
ClaimResponse.insurance sequence:positiveInt focal:boolean coverage:Reference businessArrangement:string claimResponse:Reference
ClaimResponse.item itemSequence:positiveInt noteNumber*:positiveInt adjudication*:ClaimResponse.item.adjudication detail*:ClaimResponse.item.detail
ClaimResponse.item.adjudication category:CodeableConcept reason:CodeableConcept amount:Money value:decimal
ClaimResponse.item.detail detailSequence:positiveInt noteNumber*:positiveInt adjudication*:ClaimResponse.item.adjudication subDetail*:ClaimResponse.item.detail.subDetail
ClaimResponse.item.detail.subDetail subDetailSequence:positiveInt noteNumber*:positiveInt adjudication*:ClaimResponse.item.adjudication
ClaimResponse.payment type:CodeableConcept adjustment:Money adjustmentReason:CodeableConcept date:date amount:Money identifier:Identifier
ClaimResponse.processNote number:positiveInt type:code text:string language:CodeableConcept
ClaimResponse.total category:CodeableConcept amount:Money
ClinicalImpression identifier*:Identifier status:code statusReason:CodeableConcept code:CodeableConcept description:string subject:Reference encounter:Reference effective[x]:dateTime|Period date:dateTime assessor:Reference previous:Reference problem*:Reference investigation*:ClinicalImpression.investigation protocol*:uri summary:string finding*:ClinicalImpression.finding prognosisCodeableConcept*:CodeableConcept prognosisReference*:Reference supportingInfo*:Reference note*:Annotation
ClinicalImpression.finding itemCodeableConcept:CodeableConcept itemReference:Reference basis:string
ClinicalImpression.investigation code:CodeableConcept item*:Reference
CodeSystem url:uri identifier*:Identifier version:string name:string title:string status:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown copyright:markdown caseSensitive:boolean valueSet:canonical hierarchyMeaning:code compositional:boolean versionNeeded:boolean content:code supplements:canonical count:unsignedInt filter*:CodeSystem.filter property*:CodeSystem.property concept*:CodeSystem.concept
CodeSystem.concept code:code display:string definition:string designation*:CodeSystem.concept.designation property*:CodeSystem.concept.property concept*:CodeSystem.concept
CodeSystem.concept.designation language:code use:Coding value:string
CodeSystem.concept.property code:code value[x]:code|Coding|string|integer|boolean|dateTime|decimal
CodeSystem.filter code:code description:string operator*:code value:string
CodeSystem.property code:code uri:uri description:string type:code
Communication identifier*:Identifier instantiatesCanonical*:canonical instantiatesUri*:uri basedOn*:Reference partOf*:Reference inResponseTo*:Reference status:code statusReason:CodeableConcept category*:CodeableConcept priority:code medium*:CodeableConcept subject:Reference topic:CodeableConcept about*:Reference encounter:Reference sent:dateTime received:dateTime recipient*:Reference sender:Reference reasonCode*:CodeableConcept reasonReference*:Reference payload*:Communication.payload note*:Annotation
Communication.payload content[x]:string|Attachment|Reference
CommunicationRequest identifier*:Identifier basedOn*:Reference replaces*:Reference groupIdentifier:Identifier status:code statusReason:CodeableConcept category*:CodeableConcept priority:code doNotPerform:boolean medium*:CodeableConcept subject:Reference about*:Reference encounter:Reference payload*:CommunicationRequest.payload occurrence[x]:dateTime|Period authoredOn:dateTime requester:Reference recipient*:Reference sender:Reference reasonCode*:CodeableConcept reasonReference*:Reference note*:Annotation
CommunicationRequest.payload content[x]:string|Attachment|Reference
CompartmentDefinition url:uri version:string name:string status:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext purpose:markdown code:code search:boolean resource*:CompartmentDefinition.resource
CompartmentDefinition.resource code:code param*:string documentation:string
Composition identifier:Identifier status:code type:CodeableConcept category*:CodeableConcept subject:Reference encounter:Reference date:dateTime author*:Reference title:string confidentiality:code attester*:Composition.attester custodian:Reference relatesTo*:Composition.relatesTo event*:Composition.event section*:Composition.section
Composition.attester mode:code time:dateTime party:Reference
Composition.event code*:CodeableConcept period:Period detail*:Reference
Composition.relatesTo code:code target[x]:Identifier|Reference
Composition.section title:string code:CodeableConcept author*:Reference focus:Reference text:Narrative mode:code orderedBy:CodeableConcept entry*:Reference emptyReason:CodeableConcept section*:Composition.section
ConceptMap url:uri identifier:Identifier version:string name:string title:string status:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown copyright:markdown source[x]:uri|canonical target[x]:uri|canonical group*:ConceptMap.group
ConceptMap.group source:uri sourceVersion:string target:uri targetVersion:string element*:ConceptMap.group.element unmapped:ConceptMap.group.unmapped
ConceptMap.group.element code:code display:string target*:ConceptMap.group.element.target
ConceptMap.group.element.target code:code display:string equivalence:code comment:string dependsOn*:ConceptMap.group.element.target.dependsOn product*:ConceptMap.group.element.target.dependsOn
ConceptMap.group.element.target.dependsOn property:uri system:canonical value:string display:string
ConceptMap.group.unmapped mode:code code:code display:string url:canonical
Condition identifier*:Identifier clinicalStatus:CodeableConcept verificationStatus:CodeableConcept category*:CodeableConcept severity:CodeableConcept code:CodeableConcept bodySite*:CodeableConcept subject:Reference encounter:Reference onset[x]:dateTime|Age|Period|Range|string abatement[x]:dateTime|Age|Period|Range|string recordedDate:dateTime recorder:Reference asserter:Reference stage*:Condition.stage evidence*:Condition.evidence note*:Annotation
Condition.evidence code*:CodeableConcept detail*:Reference
Condition.stage summary:CodeableConcept assessment*:Reference type:CodeableConcept
Consent identifier*:Identifier status:code scope:CodeableConcept category*:CodeableConcept patient:Reference dateTime:dateTime performer*:Reference organization*:Reference source[x]:Attachment|Reference policy*:Consent.policy policyRule:CodeableConcept verification*:Consent.verification provision:Consent.provision
Consent.policy authority:uri uri:uri
Consent.provision type:code period:Period actor*:Consent.provision.actor action*:CodeableConcept securityLabel*:Coding purpose*:Coding class*:Coding code*:CodeableConcept dataPeriod:Period data*:Consent.provision.data provision*:Consent.provision
Consent.provision.actor role:CodeableConcept reference:Reference
Consent.provision.data meaning:code reference:Reference
Consent.verification verified:boolean verifiedWith:Reference verificationDate:dateTime
Contract identifier*:Identifier url:uri version:string status:code legalState:CodeableConcept instantiatesCanonical:Reference instantiatesUri:uri contentDerivative:CodeableConcept issued:dateTime applies:Period expirationType:CodeableConcept subject*:Reference authority*:Reference domain*:Reference site*:Reference name:string title:string subtitle:string alias*:string author:Reference scope:CodeableConcept topic[x]:CodeableConcept|Reference type:CodeableConcept subType*:CodeableConcept contentDefinition:Contract.contentDefinition term*:Contract.term supportingInfo*:Reference relevantHistory*:Reference signer*:Contract.signer friendly*:Contract.friendly legal*:Contract.legal rule*:Contract.rule legallyBinding[x]:Attachment|Reference
Contract.contentDefinition type:CodeableConcept subType:CodeableConcept publisher:Reference publicationDate:dateTime publicationStatus:code copyright:markdown
Contract.friendly content[x]:Attachment|Reference
Contract.legal content[x]:Attachment|Reference
Contract.rule content[x]:Attachment|Reference
Contract.signer type:Coding party:Reference signature*:Signature
Contract.term identifier:Identifier issued:dateTime applies:Period topic[x]:CodeableConcept|Reference type:CodeableConcept subType:CodeableConcept text:string securityLabel*:Contract.term.securityLabel offer:Contract.term.offer asset*:Contract.term.asset action*:Contract.term.action group*:Contract.term
Contract.term.action doNotPerform:boolean type:CodeableConcept subject*:Contract.term.action.subject intent:CodeableConcept linkId*:string status:CodeableConcept context:Reference contextLinkId*:string occurrence[x]:dateTime|Period|Timing requester*:Reference requesterLinkId*:string performerType*:CodeableConcept performerRole:CodeableConcept performer:Reference performerLinkId*:string reasonCode*:CodeableConcept reasonReference*:Reference reason*:string reasonLinkId*:string note*:Annotation securityLabelNumber*:unsignedInt
Contract.term.action.subject reference*:Reference role:CodeableConcept
Contract.term.asset scope:CodeableConcept type*:CodeableConcept typeReference*:Reference subtype*:CodeableConcept relationship:Coding context*:Contract.term.asset.context condition:string periodType*:CodeableConcept period*:Period usePeriod*:Period text:string linkId*:string answer*:Contract.term.offer.answer securityLabelNumber*:unsignedInt valuedItem*:Contract.term.asset.valuedItem
Contract.term.asset.context reference:Reference code*:CodeableConcept text:string
Contract.term.asset.valuedItem entity[x]:CodeableConcept|Reference identifier:Identifier effectiveTime:dateTime quantity:Quantity unitPrice:Money factor:decimal points:decimal net:Money payment:string paymentDate:dateTime responsible:Reference recipient:Reference linkId*:string securityLabelNumber*:unsignedInt
Contract.term.offer identifier*:Identifier party*:Contract.term.offer.party topic:Reference type:CodeableConcept decision:CodeableConcept decisionMode*:CodeableConcept answer*:Contract.term.offer.answer text:string linkId*:string securityLabelNumber*:unsignedInt
Contract.term.offer.answer value[x]:boolean|decimal|integer|date|dateTime|time|string|uri|Attachment|Coding|Quantity|Reference
Contract.term.offer.party reference*:Reference role:CodeableConcept
Contract.term.securityLabel number*:unsignedInt classification:Coding category*:Coding control*:Coding
Coverage identifier*:Identifier status:code type:CodeableConcept policyHolder:Reference subscriber:Reference subscriberId:string beneficiary:Reference dependent:string relationship:CodeableConcept period:Period payor*:Reference class*:Coverage.class order:positiveInt network:string costToBeneficiary*:Coverage.costToBeneficiary subrogation:boolean contract*:Reference
Coverage.class type:CodeableConcept value:string name:string
Coverage.costToBeneficiary type:CodeableConcept value[x]:Quantity|Money exception*:Coverage.costToBeneficiary.exception
Coverage.costToBeneficiary.exception type:CodeableConcept period:Period
CoverageEligibilityRequest identifier*:Identifier status:code priority:CodeableConcept purpose*:code patient:Reference serviced[x]:date|Period created:dateTime enterer:Reference provider:Reference insurer:Reference facility:Reference supportingInfo*:CoverageEligibilityRequest.supportingInfo insurance*:CoverageEligibilityRequest.insurance item*:CoverageEligibilityRequest.item
CoverageEligibilityRequest.insurance focal:boolean coverage:Reference businessArrangement:string
CoverageEligibilityRequest.item supportingInfoSequence*:positiveInt category:CodeableConcept productOrService:CodeableConcept modifier*:CodeableConcept provider:Reference quantity:Quantity unitPrice:Money facility:Reference diagnosis*:CoverageEligibilityRequest.item.diagnosis detail*:Reference
CoverageEligibilityRequest.item.diagnosis diagnosis[x]:CodeableConcept|Reference
CoverageEligibilityRequest.supportingInfo sequence:positiveInt information:Reference appliesToAll:boolean
CoverageEligibilityResponse identifier*:Identifier status:code purpose*:code patient:Reference serviced[x]:date|Period created:dateTime requestor:Reference request:Reference outcome:code disposition:string insurer:Reference insurance*:CoverageEligibilityResponse.insurance preAuthRef:string form:CodeableConcept error*:CoverageEligibilityResponse.error
CoverageEligibilityResponse.error code:CodeableConcept
CoverageEligibilityResponse.insurance coverage:Reference inforce:boolean benefitPeriod:Period item*:CoverageEligibilityResponse.insurance.item
CoverageEligibilityResponse.insurance.item category:CodeableConcept productOrService:CodeableConcept modifier*:CodeableConcept provider:Reference excluded:boolean name:string description:string network:CodeableConcept unit:CodeableConcept term:CodeableConcept benefit*:CoverageEligibilityResponse.insurance.item.benefit authorizationRequired:boolean authorizationSupporting*:CodeableConcept authorizationUrl:uri
CoverageEligibilityResponse.insurance.item.benefit type:CodeableConcept allowed[x]:unsignedInt|string|Money used[x]:unsignedInt|string|Money
DetectedIssue identifier*:Identifier status:code code:CodeableConcept severity:code patient:Reference identified[x]:dateTime|Period author:Reference implicated*:Reference evidence*:DetectedIssue.evidence detail:string reference:uri mitigation*:DetectedIssue.mitigation
DetectedIssue.evidence code*:CodeableConcept detail*:Reference
DetectedIssue.mitigation action:CodeableConcept date:dateTime author:Reference
Device identifier*:Identifier definition:Reference udiCarrier*:Device.udiCarrier status:code statusReason*:CodeableConcept distinctIdentifier:string manufacturer:string manufactureDate:dateTime expirationDate:dateTime lotNumber:string serialNumber:string deviceName*:Device.deviceName modelNumber:string partNumber:string type:CodeableConcept specialization*:Device.specialization version*:Device.version property*:Device.property patient:Reference owner:Reference contact*:ContactPoint location:Reference url:uri note*:Annotation safety*:CodeableConcept parent:Reference
Device.deviceName name:string type:code
Device.property type:CodeableConcept valueQuantity*:Quantity valueCode*:CodeableConcept
Device.specialization systemType:CodeableConcept version:string
Device.udiCarrier deviceIdentifier:string issuer:uri jurisdiction:uri carrierAIDC:base64Binary carrierHRF:string entryType:code
Device.version type:CodeableConcept component:Identifier value:string
DeviceDefinition identifier*:Identifier udiDeviceIdentifier*:DeviceDefinition.udiDeviceIdentifier manufacturer[x]:string|Reference deviceName*:DeviceDefinition.deviceName modelNumber:string type:CodeableConcept specialization*:DeviceDefinition.specialization version*:string safety*:CodeableConcept shelfLifeStorage*:ProductShelfLife physicalCharacteristics:ProdCharacteristic languageCode*:CodeableConcept capability*:DeviceDefinition.capability property*:DeviceDefinition.property owner:Reference contact*:ContactPoint url:uri onlineInformation:uri note*:Annotation quantity:Quantity parentDevice:Reference material*:DeviceDefinition.material classification*:DeviceDefinition.classification bodySite:CodeableConcept
DeviceDefinition.capability type:CodeableConcept description*:CodeableConcept
DeviceDefinition.classification type:CodeableConcept justification*:RelatedArtifact
DeviceDefinition.deviceName name:string type:code
DeviceDefinition.material substance:CodeableConcept alternate:boolean allergenicIndicator:boolean
DeviceDefinition.property type:CodeableConcept valueQuantity*:Quantity valueCode*:CodeableConcept
DeviceDefinition.specialization systemType:string version:string
DeviceDefinition.udiDeviceIdentifier deviceIdentifier:string issuer:uri jurisdiction:uri
DeviceMetric identifier*:Identifier type:CodeableConcept unit:CodeableConcept source:Reference parent:Reference operationalStatus:code color:code category:code measurementPeriod:Timing calibration*:DeviceMetric.calibration
DeviceMetric.calibration type:code state:code time:instant
DeviceRequest identifier*:Identifier instantiatesCanonical*:canonical instantiatesUri*:uri basedOn*:Reference priorRequest*:Reference groupIdentifier:Identifier status:code intent:code priority:code code[x]:Reference|CodeableConcept parameter*:DeviceRequest.parameter subject:Reference encounter:Reference occurrence[x]:dateTime|Period|Timing authoredOn:dateTime requester:Reference performerType:CodeableConcept performer:Reference reasonCode*:CodeableConcept reasonReference*:Reference insurance*:Reference supportingInfo*:Reference note*:Annotation relevantHistory*:Reference
DeviceRequest.parameter code:CodeableConcept value[x]:CodeableConcept|Quantity|Range|boolean
DeviceUseStatement identifier*:Identifier basedOn*:Reference status:code subject:Reference derivedFrom*:Reference timing[x]:Timing|Period|dateTime recordedOn:dateTime source:Reference device:Reference reasonCode*:CodeableConcept reasonReference*:Reference bodySite:CodeableConcept note*:Annotation
DiagnosticReport identifier*:Identifier basedOn*:Reference status:code category*:CodeableConcept code:CodeableConcept subject:Reference encounter:Reference effective[x]:dateTime|Period issued:instant performer*:Reference resultsInterpreter*:Reference specimen*:Reference result*:Reference imagingStudy*:Reference media*:DiagnosticReport.media conclusion:string conclusionCode*:CodeableConcept presentedForm*:Attachment
DiagnosticReport.media comment:string link:Reference
DocumentManifest masterIdentifier:Identifier identifier*:Identifier status:code type:CodeableConcept subject:Reference created:dateTime author*:Reference recipient*:Reference source:uri description:string content*:Reference related*:DocumentManifest.related
DocumentManifest.related identifier:Identifier ref:Reference
DocumentReference masterIdentifier:Identifier identifier*:Identifier status:code docStatus:code type:CodeableConcept category*:CodeableConcept subject:Reference date:instant author*:Reference authenticator:Reference custodian:Reference relatesTo*:DocumentReference.relatesTo description:string securityLabel*:CodeableConcept content*:DocumentReference.content context:DocumentReference.context
DocumentReference.content attachment:Attachment format:Coding
DocumentReference.context encounter*:Reference event*:CodeableConcept period:Period facilityType:CodeableConcept practiceSetting:CodeableConcept sourcePatientInfo:Reference related*:Reference
DocumentReference.relatesTo code:code target:Reference
EffectEvidenceSynthesis url:uri identifier*:Identifier version:string name:string title:string status:code date:dateTime publisher:string contact*:ContactDetail description:markdown note*:Annotation useContext*:UsageContext jurisdiction*:CodeableConcept copyright:markdown approvalDate:date lastReviewDate:date effectivePeriod:Period topic*:CodeableConcept author*:ContactDetail editor*:ContactDetail reviewer*:ContactDetail endorser*:ContactDetail relatedArtifact*:RelatedArtifact synthesisType:CodeableConcept studyType:CodeableConcept population:Reference exposure:Reference exposureAlternative:Reference outcome:Reference sampleSize:EffectEvidenceSynthesis.sampleSize resultsByExposure*:EffectEvidenceSynthesis.resultsByExposure effectEstimate*:EffectEvidenceSynthesis.effectEstimate certainty*:EffectEvidenceSynthesis.certainty
EffectEvidenceSynthesis.certainty rating*:CodeableConcept note*:Annotation certaintySubcomponent*:EffectEvidenceSynthesis.certainty.certaintySubcomponent
EffectEvidenceSynthesis.certainty.certaintySubcomponent type:CodeableConcept rating*:CodeableConcept note*:Annotation
EffectEvidenceSynthesis.effectEstimate description:string type:CodeableConcept variantState:CodeableConcept value:decimal unitOfMeasure:CodeableConcept precisionEstimate*:EffectEvidenceSynthesis.effectEstimate.precisionEstimate
EffectEvidenceSynthesis.effectEstimate.precisionEstimate type:CodeableConcept level:decimal from:decimal to:decimal
EffectEvidenceSynthesis.resultsByExposure description:string exposureState:code variantState:CodeableConcept riskEvidenceSynthesis:Reference
EffectEvidenceSynthesis.sampleSize description:string numberOfStudies:integer numberOfParticipants:integer
Encounter identifier*:Identifier status:code statusHistory*:Encounter.statusHistory class:Coding classHistory*:Encounter.classHistory type*:CodeableConcept serviceType:CodeableConcept priority:CodeableConcept subject:Reference episodeOfCare*:Reference basedOn*:Reference participant*:Encounter.participant appointment*:Reference period:Period length:Duration reasonCode*:CodeableConcept reasonReference*:Reference diagnosis*:Encounter.diagnosis account*:Reference hospitalization:Encounter.hospitalization location*:Encounter.location serviceProvider:Reference partOf:Reference
Encounter.classHistory class:Coding period:Period
Encounter.diagnosis condition:Reference use:CodeableConcept rank:positiveInt
Encounter.hospitalization preAdmissionIdentifier:Identifier origin:Reference admitSource:CodeableConcept reAdmission:CodeableConcept dietPreference*:CodeableConcept specialCourtesy*:CodeableConcept specialArrangement*:CodeableConcept destination:Reference dischargeDisposition:CodeableConcept
Encounter.location location:Reference status:code physicalType:CodeableConcept period:Period
Encounter.participant type*:CodeableConcept period:Period individual:Reference
Encounter.statusHistory status:code period:Period
Endpoint identifier*:Identifier status:code connectionType:Coding name:string managingOrganization:Reference contact*:ContactPoint period:Period payloadType*:CodeableConcept payloadMimeType*:code address:url header*:string
EnrollmentRequest identifier*:Identifier status:code created:dateTime insurer:Reference provider:Reference candidate:Reference coverage:Reference
EnrollmentResponse identifier*:Identifier status:code request:Reference outcome:code disposition:string created:dateTime organization:Reference requestProvider:Reference
EpisodeOfCare identifier*:Identifier status:code statusHistory*:EpisodeOfCare.statusHistory type*:CodeableConcept diagnosis*:EpisodeOfCare.diagnosis patient:Reference managingOrganization:Reference period:Period referralRequest*:Reference careManager:Reference team*:Reference account*:Reference
EpisodeOfCare.diagnosis condition:Reference role:CodeableConcept rank:positiveInt
EpisodeOfCare.statusHistory status:code period:Period
EventDefinition url:uri identifier*:Identifier version:string name:string title:string subtitle:string status:code experimental:boolean subject[x]:CodeableConcept|Reference date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown usage:string copyright:markdown approvalDate:date lastReviewDate:date effectivePeriod:Period topic*:CodeableConcept author*:ContactDetail editor*:ContactDetail reviewer*:ContactDetail endorser*:ContactDetail relatedArtifact*:RelatedArtifact trigger*:TriggerDefinition
Evidence url:uri identifier*:Identifier version:string name:string title:string shortTitle:string subtitle:string status:code date:dateTime publisher:string contact*:ContactDetail description:markdown note*:Annotation useContext*:UsageContext jurisdiction*:CodeableConcept copyright:markdown approvalDate:date lastReviewDate:date effectivePeriod:Period topic*:CodeableConcept author*:ContactDetail editor*:ContactDetail reviewer*:ContactDetail endorser*:ContactDetail relatedArtifact*:RelatedArtifact exposureBackground:Reference exposureVariant*:Reference outcome*:Reference
EvidenceVariable url:uri identifier*:Identifier version:string name:string title:string shortTitle:string subtitle:string status:code date:dateTime publisher:string contact*:ContactDetail description:markdown note*:Annotation useContext*:UsageContext jurisdiction*:CodeableConcept copyright:markdown approvalDate:date lastReviewDate:date effectivePeriod:Period topic*:CodeableConcept author*:ContactDetail editor*:ContactDetail reviewer*:ContactDetail endorser*:ContactDetail relatedArtifact*:RelatedArtifact type:code characteristic*:EvidenceVariable.characteristic
EvidenceVariable.characteristic linkId:id description:markdown note*:Annotation exclude:boolean definitionReference:Reference definitionCanonical:canonical definitionCodeableConcept:CodeableConcept definitionExpression:Expression definitionId:id definitionByTypeAndValue:EvidenceVariable.characteristic.definitionByTypeAndValue definitionByCombination:EvidenceVariable.characteristic.definitionByCombination instances[x]:Quantity|Range duration[x]:Quantity|Range timeFromEvent*:EvidenceVariable.characteristic.timeFromEvent
EvidenceVariable.characteristic.definitionByCombination code:code threshold:positiveInt characteristic*:EvidenceVariable.characteristic
EvidenceVariable.characteristic.definitionByTypeAndValue type:CodeableConcept method*:CodeableConcept device:Reference value[x]:CodeableConcept|boolean|Quantity|Range|Reference|id offset:CodeableConcept
EvidenceVariable.characteristic.timeFromEvent description:markdown note*:Annotation event[x]:CodeableConcept|Reference|dateTime|id quantity:Quantity range:Range
ExampleScenario url:uri identifier*:Identifier version:string name:string status:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail useContext*:UsageContext jurisdiction*:CodeableConcept copyright:markdown purpose:markdown actor*:ExampleScenario.actor instance*:ExampleScenario.instance process*:ExampleScenario.process workflow*:canonical
ExampleScenario.actor actorId:string type:code name:string description:markdown
ExampleScenario.instance resourceId:string resourceType:code name:string description:markdown version*:ExampleScenario.instance.version containedInstance*:ExampleScenario.instance.containedInstance
ExampleScenario.instance.containedInstance resourceId:string versionId:string
ExampleScenario.instance.version versionId:string description:markdown
ExampleScenario.process title:string description:markdown preConditions:markdown postConditions:markdown step*:ExampleScenario.process.step
ExampleScenario.process.step process*:ExampleScenario.process pause:boolean operation:ExampleScenario.process.step.operation alternative*:ExampleScenario.process.step.alternative
ExampleScenario.process.step.alternative title:string description:markdown step*:ExampleScenario.process.step
ExampleScenario.process.step.operation number:string type:string name:string initiator:string receiver:string description:markdown initiatorActive:boolean receiverActive:boolean request:ExampleScenario.instance.containedInstance response:ExampleScenario.instance.containedInstance
ExplanationOfBenefit identifier*:Identifier status:code type:CodeableConcept subType:CodeableConcept use:code patient:Reference billablePeriod:Period created:dateTime enterer:Reference insurer:Reference provider:Reference priority:CodeableConcept fundsReserveRequested:CodeableConcept fundsReserve:CodeableConcept related*:ExplanationOfBenefit.related prescription:Reference originalPrescription:Reference payee:ExplanationOfBenefit.payee referral:Reference facility:Reference claim:Reference claimResponse:Reference outcome:code disposition:string preAuthRef*:string preAuthRefPeriod*:Period careTeam*:ExplanationOfBenefit.careTeam supportingInfo*:ExplanationOfBenefit.supportingInfo diagnosis*:ExplanationOfBenefit.diagnosis procedure*:ExplanationOfBenefit.procedure precedence:positiveInt insurance*:ExplanationOfBenefit.insurance accident:ExplanationOfBenefit.accident item*:ExplanationOfBenefit.item addItem*:ExplanationOfBenefit.addItem adjudication*:ExplanationOfBenefit.item.adjudication total*:ExplanationOfBenefit.total payment:ExplanationOfBenefit.payment formCode:CodeableConcept form:Attachment processNote*:ExplanationOfBenefit.processNote benefitPeriod:Period benefitBalance*:ExplanationOfBenefit.benefitBalance
ExplanationOfBenefit.accident date:date type:CodeableConcept location[x]:Address|Reference
ExplanationOfBenefit.addItem itemSequence*:positiveInt detailSequence*:positiveInt subDetailSequence*:positiveInt provider*:Reference productOrService:CodeableConcept modifier*:CodeableConcept programCode*:CodeableConcept serviced[x]:date|Period location[x]:CodeableConcept|Address|Reference quantity:Quantity unitPrice:Money factor:decimal net:Money bodySite:CodeableConcept subSite*:CodeableConcept noteNumber*:positiveInt adjudication*:ExplanationOfBenefit.item.adjudication detail*:ExplanationOfBenefit.addItem.detail
ExplanationOfBenefit.addItem.detail productOrService:CodeableConcept modifier*:CodeableConcept quantity:Quantity unitPrice:Money factor:decimal net:Money noteNumber*:positiveInt adjudication*:ExplanationOfBenefit.item.adjudication subDetail*:ExplanationOfBenefit.addItem.detail.subDetail
ExplanationOfBenefit.addItem.detail.subDetail productOrService:CodeableConcept modifier*:CodeableConcept quantity:Quantity unitPrice:Money factor:decimal net:Money noteNumber*:positiveInt adjudication*:ExplanationOfBenefit.item.adjudication
ExplanationOfBenefit.benefitBalance category:CodeableConcept excluded:boolean name:string description:string network:CodeableConcept unit:CodeableConcept term:CodeableConcept financial*:ExplanationOfBenefit.benefitBalance.financial
ExplanationOfBenefit.benefitBalance.financial type:CodeableConcept allowed[x]:unsignedInt|string|Money used[x]:unsignedInt|Money
ExplanationOfBenefit.careTeam sequence:positiveInt provider:Reference responsible:boolean role:CodeableConcept qualification:CodeableConcept
ExplanationOfBenefit.diagnosis sequence:positiveInt diagnosis[x]:CodeableConcept|Reference type*:CodeableConcept onAdmission:CodeableConcept packageCode:CodeableConcept
ExplanationOfBenefit.insurance focal:boolean coverage:Reference preAuthRef*:string
ExplanationOfBenefit.item sequence:positiveInt careTeamSequence*:positiveInt diagnosisSequence*:positiveInt procedureSequence*:positiveInt informationSequence*:positiveInt revenue:CodeableConcept category:CodeableConcept productOrService:CodeableConcept modifier*:CodeableConcept programCode*:CodeableConcept serviced[x]:date|Period location[x]:CodeableConcept|Address|Reference quantity:Quantity unitPrice:Money factor:decimal net:Money udi*:Reference bodySite:CodeableConcept subSite*:CodeableConcept encounter*:Reference noteNumber*:positiveInt adjudication*:ExplanationOfBenefit.item.adjudication detail*:ExplanationOfBenefit.item.detail
ExplanationOfBenefit.item.adjudication category:CodeableConcept reason:CodeableConcept amount:Money value:decimal
ExplanationOfBenefit.item.detail sequence:positiveInt revenue:CodeableConcept category:CodeableConcept productOrService:CodeableConcept modifier*:CodeableConcept programCode*:CodeableConcept quantity:Quantity unitPrice:Money factor:decimal net:Money udi*:Reference noteNumber*:positiveInt adjudication*:ExplanationOfBenefit.item.adjudication subDetail*:ExplanationOfBenefit.item.detail.subDetail
ExplanationOfBenefit.item.detail.subDetail sequence:positiveInt revenue:CodeableConcept category:CodeableConcept productOrService:CodeableConcept modifier*:CodeableConcept programCode*:CodeableConcept quantity:Quantity unitPrice:Money factor:decimal net:Money udi*:Reference noteNumber*:positiveInt adjudication*:ExplanationOfBenefit.item.adjudication
ExplanationOfBenefit.payee type:CodeableConcept party:Reference
ExplanationOfBenefit.payment type:CodeableConcept adjustment:Money adjustmentReason:CodeableConcept date:date amount:Money identifier:Identifier
ExplanationOfBenefit.procedure sequence:positiveInt type*:CodeableConcept date:dateTime procedure[x]:CodeableConcept|Reference udi*:Reference
ExplanationOfBenefit.processNote number:positiveInt type:code text:string language:CodeableConcept
ExplanationOfBenefit.related claim:Reference relationship:CodeableConcept reference:Identifier
ExplanationOfBenefit.supportingInfo sequence:positiveInt category:CodeableConcept code:CodeableConcept timing[x]:date|Period value[x]:boolean|string|Quantity|Attachment|Reference reason:Coding
ExplanationOfBenefit.total category:CodeableConcept amount:Money
FamilyMemberHistory identifier*:Identifier instantiatesCanonical*:canonical instantiatesUri*:uri status:code dataAbsentReason:CodeableConcept patient:Reference date:dateTime name:string relationship:CodeableConcept sex:CodeableConcept born[x]:Period|date|string age[x]:Age|Range|string estimatedAge:boolean deceased[x]:boolean|Age|Range|date|string reasonCode*:CodeableConcept reasonReference*:Reference note*:Annotation condition*:FamilyMemberHistory.condition
FamilyMemberHistory.condition code:CodeableConcept outcome:CodeableConcept contributedToDeath:boolean onset[x]:Age|Range|Period|string note*:Annotation
Flag identifier*:Identifier status:code category*:CodeableConcept code:CodeableConcept subject:Reference period:Period encounter:Reference author:Reference
Goal identifier*:Identifier lifecycleStatus:code achievementStatus:CodeableConcept category*:CodeableConcept priority:CodeableConcept description:CodeableConcept subject:Reference start[x]:date|CodeableConcept target*:Goal.target statusDate:date statusReason:string expressedBy:Reference addresses*:Reference note*:Annotation outcomeCode*:CodeableConcept outcomeReference*:Reference
Goal.target measure:CodeableConcept detail[x]:Quantity|Range|CodeableConcept|string|boolean|integer|Ratio due[x]:date|Duration
GraphDefinition url:uri version:string name:string status:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown start:code profile:canonical link*:GraphDefinition.link
GraphDefinition.link path:string sliceName:string min:integer max:string description:string target*:GraphDefinition.link.target
GraphDefinition.link.target type:code params:string profile:canonical compartment*:GraphDefinition.link.target.compartment link*:GraphDefinition.link
GraphDefinition.link.target.compartment use:code code:code rule:code expression:string description:string
Group identifier*:Identifier active:boolean type:code actual:boolean code:CodeableConcept name:string quantity:unsignedInt managingEntity:Reference characteristic*:Group.characteristic member*:Group.member
Group.characteristic code:CodeableConcept value[x]:CodeableConcept|boolean|Quantity|Range|Reference exclude:boolean period:Period
Group.member entity:Reference period:Period inactive:boolean
GuidanceResponse requestIdentifier:Identifier identifier*:Identifier module[x]:uri|canonical|CodeableConcept status:code subject:Reference encounter:Reference occurrenceDateTime:dateTime performer:Reference reasonCode*:CodeableConcept reasonReference*:Reference note*:Annotation evaluationMessage*:Reference outputParameters:Reference result:Reference dataRequirement*:DataRequirement
HealthcareService identifier*:Identifier active:boolean providedBy:Reference offeredIn*:Reference category*:CodeableConcept type*:CodeableConcept specialty*:CodeableConcept location*:Reference name:string comment:string extraDetails:markdown photo:Attachment telecom*:ContactPoint coverageArea*:Reference serviceProvisionCode*:CodeableConcept eligibility*:HealthcareService.eligibility program*:CodeableConcept characteristic*:CodeableConcept communication*:CodeableConcept referralMethod*:CodeableConcept appointmentRequired:boolean availableTime*:HealthcareService.availableTime notAvailable*:HealthcareService.notAvailable availabilityExceptions:string endpoint*:Reference
HealthcareService.availableTime daysOfWeek*:code allDay:boolean availableStartTime:time availableEndTime:time
HealthcareService.eligibility code:CodeableConcept comment:markdown
HealthcareService.notAvailable description:string during:Period
ImagingStudy identifier*:Identifier status:code modality*:Coding subject:Reference encounter:Reference started:dateTime basedOn*:Reference referrer:Reference interpreter*:Reference endpoint*:Reference numberOfSeries:unsignedInt numberOfInstances:unsignedInt procedureReference:Reference procedureCode*:CodeableConcept location:Reference reasonCode*:CodeableConcept reasonReference*:Reference note*:Annotation description:string series*:ImagingStudy.series
ImagingStudy.series uid:id number:unsignedInt modality:Coding description:string numberOfInstances:unsignedInt endpoint*:Reference bodySite:Coding laterality:Coding specimen*:Reference started:dateTime performer*:ImagingStudy.series.performer instance*:ImagingStudy.series.instance
ImagingStudy.series.instance uid:id sopClass:Coding number:unsignedInt title:string
ImagingStudy.series.performer function:CodeableConcept actor:Reference
Immunization identifier*:Identifier status:code statusReason:CodeableConcept vaccineCode:CodeableConcept patient:Reference encounter:Reference occurrence[x]:dateTime|string recorded:dateTime primarySource:boolean reportOrigin:CodeableConcept location:Reference manufacturer:Reference lotNumber:string expirationDate:date site:CodeableConcept route:CodeableConcept doseQuantity:Quantity performer*:Immunization.performer note*:Annotation reasonCode*:CodeableConcept reasonReference*:Reference isSubpotent:boolean subpotentReason*:CodeableConcept education*:Immunization.education programEligibility*:CodeableConcept fundingSource:CodeableConcept reaction*:Immunization.reaction protocolApplied*:Immunization.protocolApplied
Immunization.education documentType:string reference:uri publicationDate:dateTime presentationDate:dateTime
Immunization.performer function:CodeableConcept actor:Reference
Immunization.protocolApplied series:string authority:Reference targetDisease*:CodeableConcept doseNumber[x]:positiveInt|string seriesDoses[x]:positiveInt|string
Immunization.reaction date:dateTime detail:Reference reported:boolean
ImmunizationEvaluation identifier*:Identifier status:code patient:Reference date:dateTime authority:Reference targetDisease:CodeableConcept immunizationEvent:Reference doseStatus:CodeableConcept doseStatusReason*:CodeableConcept description:string series:string doseNumber[x]:positiveInt|string seriesDoses[x]:positiveInt|string
ImmunizationRecommendation identifier*:Identifier patient:Reference date:dateTime authority:Reference recommendation*:ImmunizationRecommendation.recommendation
ImmunizationRecommendation.recommendation vaccineCode*:CodeableConcept targetDisease:CodeableConcept contraindicatedVaccineCode*:CodeableConcept forecastStatus:CodeableConcept forecastReason*:CodeableConcept dateCriterion*:ImmunizationRecommendation.recommendation.dateCriterion description:string series:string doseNumber[x]:positiveInt|string seriesDoses[x]:positiveInt|string supportingImmunization*:Reference supportingPatientInformation*:Reference
ImmunizationRecommendation.recommendation.dateCriterion code:CodeableConcept value:dateTime
ImplementationGuide url:uri version:string name:string title:string status:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept copyright:markdown packageId:id license:code fhirVersion*:code dependsOn*:ImplementationGuide.dependsOn global*:ImplementationGuide.global definition:ImplementationGuide.definition manifest:ImplementationGuide.manifest
ImplementationGuide.definition grouping*:ImplementationGuide.definition.grouping resource*:ImplementationGuide.definition.resource page:ImplementationGuide.definition.page parameter*:ImplementationGuide.definition.parameter template*:ImplementationGuide.definition.template
ImplementationGuide.definition.grouping name:string description:string
ImplementationGuide.definition.page name[x]:url|Reference title:string generation:code page*:ImplementationGuide.definition.page
ImplementationGuide.definition.parameter code:code value:string
ImplementationGuide.definition.resource reference:Reference fhirVersion*:code name:string description:string example[x]:boolean|canonical groupingId:id
ImplementationGuide.definition.template code:code source:string scope:string
ImplementationGuide.dependsOn uri:canonical packageId:id version:string
ImplementationGuide.global type:code profile:canonical
ImplementationGuide.manifest rendering:url resource*:ImplementationGuide.manifest.resource page*:ImplementationGuide.manifest.page image*:string other*:string
ImplementationGuide.manifest.page name:string title:string anchor*:string
ImplementationGuide.manifest.resource reference:Reference example[x]:boolean|canonical relativePath:url
InsurancePlan identifier*:Identifier status:code type*:CodeableConcept name:string alias*:string period:Period ownedBy:Reference administeredBy:Reference coverageArea*:Reference contact*:InsurancePlan.contact endpoint*:Reference network*:Reference coverage*:InsurancePlan.coverage plan*:InsurancePlan.plan
InsurancePlan.contact purpose:CodeableConcept name:HumanName telecom*:ContactPoint address:Address
InsurancePlan.coverage type:CodeableConcept network*:Reference benefit*:InsurancePlan.coverage.benefit
InsurancePlan.coverage.benefit type:CodeableConcept requirement:string limit*:InsurancePlan.coverage.benefit.limit
InsurancePlan.coverage.benefit.limit value:Quantity code:CodeableConcept
InsurancePlan.plan identifier*:Identifier type:CodeableConcept coverageArea*:Reference network*:Reference generalCost*:InsurancePlan.plan.generalCost specificCost*:InsurancePlan.plan.specificCost
InsurancePlan.plan.generalCost type:CodeableConcept groupSize:positiveInt cost:Money comment:string
InsurancePlan.plan.specificCost category:CodeableConcept benefit*:InsurancePlan.plan.specificCost.benefit
InsurancePlan.plan.specificCost.benefit type:CodeableConcept cost*:InsurancePlan.plan.specificCost.benefit.cost
InsurancePlan.plan.specificCost.benefit.cost type:CodeableConcept applicability:CodeableConcept qualifiers*:CodeableConcept value:Quantity
Invoice identifier*:Identifier status:code cancelledReason:string type:CodeableConcept subject:Reference recipient:Reference date:dateTime participant*:Invoice.participant issuer:Reference account:Reference lineItem*:Invoice.lineItem totalPriceComponent*:Invoice.lineItem.priceComponent totalNet:Money totalGross:Money paymentTerms:markdown note*:Annotation
Invoice.lineItem sequence:positiveInt chargeItem[x]:Reference|CodeableConcept priceComponent*:Invoice.lineItem.priceComponent
Invoice.lineItem.priceComponent type:code code:CodeableConcept factor:decimal amount:Money
Invoice.participant role:CodeableConcept actor:Reference
Library url:uri identifier*:Identifier version:string name:string title:string subtitle:string status:code experimental:boolean type:CodeableConcept subject[x]:CodeableConcept|Reference date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown usage:string copyright:markdown approvalDate:date lastReviewDate:date effectivePeriod:Period topic*:CodeableConcept author*:ContactDetail editor*:ContactDetail reviewer*:ContactDetail endorser*:ContactDetail relatedArtifact*:RelatedArtifact parameter*:ParameterDefinition dataRequirement*:DataRequirement content*:Attachment
Linkage active:boolean author:Reference item*:Linkage.item
Linkage.item type:code resource:Reference
List identifier*:Identifier status:code mode:code title:string code:CodeableConcept subject:Reference encounter:Reference date:dateTime source:Reference orderedBy:CodeableConcept note*:Annotation entry*:List.entry emptyReason:CodeableConcept
List.entry flag:CodeableConcept deleted:boolean date:dateTime item:Reference
Location identifier*:Identifier status:code operationalStatus:Coding name:string alias*:string description:string mode:code type*:CodeableConcept telecom*:ContactPoint address:Address physicalType:CodeableConcept position:Location.position managingOrganization:Reference partOf:Reference hoursOfOperation*:Location.hoursOfOperation availabilityExceptions:string endpoint*:Reference
Location.hoursOfOperation daysOfWeek*:code allDay:boolean openingTime:time closingTime:time
Location.position longitude:decimal latitude:decimal altitude:decimal
Measure url:uri identifier*:Identifier version:string name:string title:string subtitle:string status:code experimental:boolean subject[x]:CodeableConcept|Reference date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown usage:string copyright:markdown approvalDate:date lastReviewDate:date effectivePeriod:Period topic*:CodeableConcept author*:ContactDetail editor*:ContactDetail reviewer*:ContactDetail endorser*:ContactDetail relatedArtifact*:RelatedArtifact library*:canonical disclaimer:markdown scoring:CodeableConcept compositeScoring:CodeableConcept type*:CodeableConcept riskAdjustment:string rateAggregation:string rationale:markdown clinicalRecommendationStatement:markdown improvementNotation:CodeableConcept definition*:markdown guidance:markdown group*:Measure.group supplementalData*:Measure.supplementalData
Measure.group code:CodeableConcept description:string population*:Measure.group.population stratifier*:Measure.group.stratifier
Measure.group.population code:CodeableConcept description:string criteria:Expression
Measure.group.stratifier code:CodeableConcept description:string criteria:Expression component*:Measure.group.stratifier.component
Measure.group.stratifier.component code:CodeableConcept description:string criteria:Expression
Measure.supplementalData code:CodeableConcept usage*:CodeableConcept description:string criteria:Expression
MeasureReport identifier*:Identifier status:code type:code measure:canonical subject:Reference date:dateTime reporter:Reference period:Period improvementNotation:CodeableConcept group*:MeasureReport.group evaluatedResource*:Reference
MeasureReport.group code:CodeableConcept population*:MeasureReport.group.population measureScore:Quantity stratifier*:MeasureReport.group.stratifier
MeasureReport.group.population code:CodeableConcept count:integer subjectResults:Reference
MeasureReport.group.stratifier code*:CodeableConcept stratum*:MeasureReport.group.stratifier.stratum
MeasureReport.group.stratifier.stratum value:CodeableConcept component*:MeasureReport.group.stratifier.stratum.component population*:MeasureReport.group.stratifier.stratum.population measureScore:Quantity
MeasureReport.group.stratifier.stratum.component code:CodeableConcept value:CodeableConcept
MeasureReport.group.stratifier.stratum.population code:CodeableConcept count:integer subjectResults:Reference
Media identifier*:Identifier basedOn*:Reference partOf*:Reference status:code type:CodeableConcept modality:CodeableConcept view:CodeableConcept subject:Reference encounter:Reference created[x]:dateTime|Period issued:instant operator:Reference reasonCode*:CodeableConcept bodySite:CodeableConcept deviceName:string device:Reference height:positiveInt width:positiveInt frames:positiveInt duration:decimal content:Attachment note*:Annotation
Medication identifier*:Identifier code:CodeableConcept status:code manufacturer:Reference form:CodeableConcept amount:Ratio ingredient*:Medication.ingredient batch:Medication.batch
Medication.batch lotNumber:string expirationDate:dateTime
Medication.ingredient item[x]:CodeableConcept|Reference isActive:boolean strength:Ratio
MedicationAdministration identifier*:Identifier instantiates*:uri partOf*:Reference status:code statusReason*:CodeableConcept category:CodeableConcept medication[x]:CodeableConcept|Reference subject:Reference context:Reference supportingInformation*:Reference effective[x]:dateTime|Period performer*:MedicationAdministration.performer reasonCode*:CodeableConcept reasonReference*:Reference request:Reference device*:Reference note*:Annotation dosage:MedicationAdministration.dosage eventHistory*:Reference
MedicationAdministration.dosage text:string site:CodeableConcept route:CodeableConcept method:CodeableConcept dose:Quantity rate[x]:Ratio|Quantity
MedicationAdministration.performer function:CodeableConcept actor:Reference
MedicationDispense identifier*:Identifier partOf*:Reference status:code statusReason[x]:CodeableConcept|Reference category:CodeableConcept medication[x]:CodeableConcept|Reference subject:Reference context:Reference supportingInformation*:Reference performer*:MedicationDispense.performer location:Reference authorizingPrescription*:Reference type:CodeableConcept quantity:Quantity daysSupply:Quantity whenPrepared:dateTime whenHandedOver:dateTime destination:Reference receiver*:Reference note*:Annotation dosageInstruction*:Dosage substitution:MedicationDispense.substitution detectedIssue*:Reference eventHistory*:Reference
MedicationDispense.performer function:CodeableConcept actor:Reference
MedicationDispense.substitution wasSubstituted:boolean type:CodeableConcept reason*:CodeableConcept responsibleParty*:Reference
MedicationKnowledge code:CodeableConcept status:code manufacturer:Reference doseForm:CodeableConcept amount:Quantity synonym*:string relatedMedicationKnowledge*:MedicationKnowledge.relatedMedicationKnowledge associatedMedication*:Reference productType*:CodeableConcept monograph*:MedicationKnowledge.monograph ingredient*:MedicationKnowledge.ingredient preparationInstruction:markdown intendedRoute*:CodeableConcept cost*:MedicationKnowledge.cost monitoringProgram*:MedicationKnowledge.monitoringProgram administrationGuidelines*:MedicationKnowledge.administrationGuidelines medicineClassification*:MedicationKnowledge.medicineClassification packaging:MedicationKnowledge.packaging drugCharacteristic*:MedicationKnowledge.drugCharacteristic contraindication*:Reference regulatory*:MedicationKnowledge.regulatory kinetics*:MedicationKnowledge.kinetics
MedicationKnowledge.administrationGuidelines dosage*:MedicationKnowledge.administrationGuidelines.dosage indication[x]:CodeableConcept|Reference patientCharacteristics*:MedicationKnowledge.administrationGuidelines.patientCharacteristics
MedicationKnowledge.administrationGuidelines.dosage type:CodeableConcept dosage*:Dosage
MedicationKnowledge.administrationGuidelines.patientCharacteristics characteristic[x]:CodeableConcept|Quantity value*:string
MedicationKnowledge.cost type:CodeableConcept source:string cost:Money
MedicationKnowledge.drugCharacteristic type:CodeableConcept value[x]:CodeableConcept|string|Quantity|base64Binary
MedicationKnowledge.ingredient item[x]:CodeableConcept|Reference isActive:boolean strength:Ratio
MedicationKnowledge.kinetics areaUnderCurve*:Quantity lethalDose50*:Quantity halfLifePeriod:Duration
MedicationKnowledge.medicineClassification type:CodeableConcept classification*:CodeableConcept
MedicationKnowledge.monitoringProgram type:CodeableConcept name:string
MedicationKnowledge.monograph type:CodeableConcept source:Reference
MedicationKnowledge.packaging type:CodeableConcept quantity:Quantity
MedicationKnowledge.regulatory regulatoryAuthority:Reference substitution*:MedicationKnowledge.regulatory.substitution schedule*:MedicationKnowledge.regulatory.schedule maxDispense:MedicationKnowledge.regulatory.maxDispense
MedicationKnowledge.regulatory.maxDispense quantity:Quantity period:Duration
MedicationKnowledge.regulatory.schedule schedule:CodeableConcept
MedicationKnowledge.regulatory.substitution type:CodeableConcept allowed:boolean
MedicationKnowledge.relatedMedicationKnowledge type:CodeableConcept reference*:Reference
MedicationRequest identifier*:Identifier status:code statusReason:CodeableConcept intent:code category*:CodeableConcept priority:code doNotPerform:boolean reported[x]:boolean|Reference medication[x]:CodeableConcept|Reference subject:Reference encounter:Reference supportingInformation*:Reference authoredOn:dateTime requester:Reference performer:Reference performerType:CodeableConcept recorder:Reference reasonCode*:CodeableConcept reasonReference*:Reference instantiatesCanonical*:canonical instantiatesUri*:uri basedOn*:Reference groupIdentifier:Identifier courseOfTherapyType:CodeableConcept insurance*:Reference note*:Annotation dosageInstruction*:Dosage dispenseRequest:MedicationRequest.dispenseRequest substitution:MedicationRequest.substitution priorPrescription:Reference detectedIssue*:Reference eventHistory*:Reference
MedicationRequest.dispenseRequest initialFill:MedicationRequest.dispenseRequest.initialFill dispenseInterval:Duration validityPeriod:Period numberOfRepeatsAllowed:unsignedInt quantity:Quantity expectedSupplyDuration:Duration performer:Reference
MedicationRequest.dispenseRequest.initialFill quantity:Quantity duration:Duration
MedicationRequest.substitution allowed[x]:boolean|CodeableConcept reason:CodeableConcept
MedicationStatement identifier*:Identifier basedOn*:Reference partOf*:Reference status:code statusReason*:CodeableConcept category:CodeableConcept medication[x]:CodeableConcept|Reference subject:Reference context:Reference effective[x]:dateTime|Period dateAsserted:dateTime informationSource:Reference derivedFrom*:Reference reasonCode*:CodeableConcept reasonReference*:Reference note*:Annotation dosage*:Dosage
MedicinalProduct identifier*:Identifier type:CodeableConcept domain:Coding combinedPharmaceuticalDoseForm:CodeableConcept legalStatusOfSupply:CodeableConcept additionalMonitoringIndicator:CodeableConcept specialMeasures*:string paediatricUseIndicator:CodeableConcept productClassification*:CodeableConcept marketingStatus*:MarketingStatus pharmaceuticalProduct*:Reference packagedMedicinalProduct*:Reference attachedDocument*:Reference masterFile*:Reference contact*:Reference clinicalTrial*:Reference name*:MedicinalProduct.name crossReference*:Identifier manufacturingBusinessOperation*:MedicinalProduct.manufacturingBusinessOperation specialDesignation*:MedicinalProduct.specialDesignation
MedicinalProduct.manufacturingBusinessOperation operationType:CodeableConcept authorisationReferenceNumber:Identifier effectiveDate:dateTime confidentialityIndicator:CodeableConcept manufacturer*:Reference regulator:Reference
MedicinalProduct.name productName:string namePart*:MedicinalProduct.name.namePart countryLanguage*:MedicinalProduct.name.countryLanguage
MedicinalProduct.name.countryLanguage country:CodeableConcept jurisdiction:CodeableConcept language:CodeableConcept
MedicinalProduct.name.namePart part:string type:Coding
MedicinalProduct.specialDesignation identifier*:Identifier type:CodeableConcept intendedUse:CodeableConcept indication[x]:CodeableConcept|Reference status:CodeableConcept date:dateTime species:CodeableConcept
MedicinalProductAuthorization identifier*:Identifier subject:Reference country*:CodeableConcept jurisdiction*:CodeableConcept status:CodeableConcept statusDate:dateTime restoreDate:dateTime validityPeriod:Period dataExclusivityPeriod:Period dateOfFirstAuthorization:dateTime internationalBirthDate:dateTime legalBasis:CodeableConcept jurisdictionalAuthorization*:MedicinalProductAuthorization.jurisdictionalAuthorization holder:Reference regulator:Reference procedure:MedicinalProductAuthorization.procedure
MedicinalProductAuthorization.jurisdictionalAuthorization identifier*:Identifier country:CodeableConcept jurisdiction*:CodeableConcept legalStatusOfSupply:CodeableConcept validityPeriod:Period
MedicinalProductAuthorization.procedure identifier:Identifier type:CodeableConcept date[x]:Period|dateTime application*:MedicinalProductAuthorization.procedure
MedicinalProductContraindication subject*:Reference disease:CodeableConcept diseaseStatus:CodeableConcept comorbidity*:CodeableConcept therapeuticIndication*:Reference otherTherapy*:MedicinalProductContraindication.otherTherapy population*:Population
MedicinalProductContraindication.otherTherapy therapyRelationshipType:CodeableConcept medication[x]:CodeableConcept|Reference
MedicinalProductIndication subject*:Reference diseaseSymptomProcedure:CodeableConcept diseaseStatus:CodeableConcept comorbidity*:CodeableConcept intendedEffect:CodeableConcept duration:Quantity otherTherapy*:MedicinalProductIndication.otherTherapy undesirableEffect*:Reference population*:Population
MedicinalProductIndication.otherTherapy therapyRelationshipType:CodeableConcept medication[x]:CodeableConcept|Reference
MedicinalProductIngredient identifier:Identifier role:CodeableConcept allergenicIndicator:boolean manufacturer*:Reference specifiedSubstance*:MedicinalProductIngredient.specifiedSubstance substance:MedicinalProductIngredient.substance
MedicinalProductIngredient.specifiedSubstance code:CodeableConcept group:CodeableConcept confidentiality:CodeableConcept strength*:MedicinalProductIngredient.specifiedSubstance.strength
MedicinalProductIngredient.specifiedSubstance.strength presentation:Ratio presentationLowLimit:Ratio concentration:Ratio concentrationLowLimit:Ratio measurementPoint:string country*:CodeableConcept referenceStrength*:MedicinalProductIngredient.specifiedSubstance.strength.referenceStrength
MedicinalProductIngredient.specifiedSubstance.strength.referenceStrength substance:CodeableConcept strength:Ratio strengthLowLimit:Ratio measurementPoint:string country*:CodeableConcept
MedicinalProductIngredient.substance code:CodeableConcept strength*:MedicinalProductIngredient.specifiedSubstance.strength
MedicinalProductInteraction subject*:Reference description:string interactant*:MedicinalProductInteraction.interactant type:CodeableConcept effect:CodeableConcept incidence:CodeableConcept management:CodeableConcept
MedicinalProductInteraction.interactant item[x]:Reference|CodeableConcept
MedicinalProductManufactured manufacturedDoseForm:CodeableConcept unitOfPresentation:CodeableConcept quantity:Quantity manufacturer*:Reference ingredient*:Reference physicalCharacteristics:ProdCharacteristic otherCharacteristics*:CodeableConcept
MedicinalProductPackaged identifier*:Identifier subject*:Reference description:string legalStatusOfSupply:CodeableConcept marketingStatus*:MarketingStatus marketingAuthorization:Reference manufacturer*:Reference batchIdentifier*:MedicinalProductPackaged.batchIdentifier packageItem*:MedicinalProductPackaged.packageItem
MedicinalProductPackaged.batchIdentifier outerPackaging:Identifier immediatePackaging:Identifier
MedicinalProductPackaged.packageItem identifier*:Identifier type:CodeableConcept quantity:Quantity material*:CodeableConcept alternateMaterial*:CodeableConcept device*:Reference manufacturedItem*:Reference packageItem*:MedicinalProductPackaged.packageItem physicalCharacteristics:ProdCharacteristic otherCharacteristics*:CodeableConcept shelfLifeStorage*:ProductShelfLife manufacturer*:Reference
MedicinalProductPharmaceutical identifier*:Identifier administrableDoseForm:CodeableConcept unitOfPresentation:CodeableConcept ingredient*:Reference device*:Reference characteristics*:MedicinalProductPharmaceutical.characteristics routeOfAdministration*:MedicinalProductPharmaceutical.routeOfAdministration
MedicinalProductPharmaceutical.characteristics code:CodeableConcept status:CodeableConcept
MedicinalProductPharmaceutical.routeOfAdministration code:CodeableConcept firstDose:Quantity maxSingleDose:Quantity maxDosePerDay:Quantity maxDosePerTreatmentPeriod:Ratio maxTreatmentPeriod:Duration targetSpecies*:MedicinalProductPharmaceutical.routeOfAdministration.targetSpecies
MedicinalProductPharmaceutical.routeOfAdministration.targetSpecies code:CodeableConcept withdrawalPeriod*:MedicinalProductPharmaceutical.routeOfAdministration.targetSpecies.withdrawalPeriod
MedicinalProductPharmaceutical.routeOfAdministration.targetSpecies.withdrawalPeriod tissue:CodeableConcept value:Quantity supportingInformation:string
MedicinalProductUndesirableEffect subject*:Reference symptomConditionEffect:CodeableConcept classification:CodeableConcept frequencyOfOccurrence:CodeableConcept population*:Population
MessageDefinition url:uri identifier*:Identifier version:string name:string title:string replaces*:canonical status:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown copyright:markdown base:canonical parent*:canonical event[x]:Coding|uri category:code focus*:MessageDefinition.focus responseRequired:code allowedResponse*:MessageDefinition.allowedResponse graph*:canonical
MessageDefinition.allowedResponse message:canonical situation:markdown
MessageDefinition.focus code:code profile:canonical min:unsignedInt max:string
MessageHeader event[x]:Coding|uri destination*:MessageHeader.destination sender:Reference enterer:Reference author:Reference source:MessageHeader.source responsible:Reference reason:CodeableConcept response:MessageHeader.response focus*:Reference definition:canonical
MessageHeader.destination name:string target:Reference endpoint:url receiver:Reference
MessageHeader.response identifier:id code:code details:Reference
MessageHeader.source name:string software:string version:string contact:ContactPoint endpoint:url
MolecularSequence identifier*:Identifier type:code coordinateSystem:integer patient:Reference specimen:Reference device:Reference performer:Reference quantity:Quantity referenceSeq:MolecularSequence.referenceSeq variant*:MolecularSequence.variant observedSeq:string quality*:MolecularSequence.quality readCoverage:integer repository*:MolecularSequence.repository pointer*:Reference structureVariant*:MolecularSequence.structureVariant
MolecularSequence.quality type:code standardSequence:CodeableConcept start:integer end:integer score:Quantity method:CodeableConcept truthTP:decimal queryTP:decimal truthFN:decimal queryFP:decimal gtFP:decimal precision:decimal recall:decimal fScore:decimal roc:MolecularSequence.quality.roc
MolecularSequence.quality.roc score*:integer numTP*:integer numFP*:integer numFN*:integer precision*:decimal sensitivity*:decimal fMeasure*:decimal
MolecularSequence.referenceSeq chromosome:CodeableConcept genomeBuild:string orientation:code referenceSeqId:CodeableConcept referenceSeqPointer:Reference referenceSeqString:string strand:code windowStart:integer windowEnd:integer
MolecularSequence.repository type:code url:uri name:string datasetId:string variantsetId:string readsetId:string
MolecularSequence.structureVariant variantType:CodeableConcept exact:boolean length:integer outer:MolecularSequence.structureVariant.outer inner:MolecularSequence.structureVariant.inner
MolecularSequence.structureVariant.inner start:integer end:integer
MolecularSequence.structureVariant.outer start:integer end:integer
MolecularSequence.variant start:integer end:integer observedAllele:string referenceAllele:string cigar:string variantPointer:Reference
NamingSystem name:string status:code kind:code date:dateTime publisher:string contact*:ContactDetail responsible:string type:CodeableConcept description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept usage:string uniqueId*:NamingSystem.uniqueId
NamingSystem.uniqueId type:code value:string preferred:boolean comment:string period:Period
NutritionOrder identifier*:Identifier instantiatesCanonical*:canonical instantiatesUri*:uri instantiates*:uri status:code intent:code patient:Reference encounter:Reference dateTime:dateTime orderer:Reference allergyIntolerance*:Reference foodPreferenceModifier*:CodeableConcept excludeFoodModifier*:CodeableConcept oralDiet:NutritionOrder.oralDiet supplement*:NutritionOrder.supplement enteralFormula:NutritionOrder.enteralFormula note*:Annotation
NutritionOrder.enteralFormula baseFormulaType:CodeableConcept baseFormulaProductName:string additiveType:CodeableConcept additiveProductName:string caloricDensity:Quantity routeofAdministration:CodeableConcept administration*:NutritionOrder.enteralFormula.administration maxVolumeToDeliver:Quantity administrationInstruction:string
NutritionOrder.enteralFormula.administration schedule:Timing quantity:Quantity rate[x]:Quantity|Ratio
NutritionOrder.oralDiet type*:CodeableConcept schedule*:Timing nutrient*:NutritionOrder.oralDiet.nutrient texture*:NutritionOrder.oralDiet.texture fluidConsistencyType*:CodeableConcept instruction:string
NutritionOrder.oralDiet.nutrient modifier:CodeableConcept amount:Quantity
NutritionOrder.oralDiet.texture modifier:CodeableConcept foodType:CodeableConcept
NutritionOrder.supplement type:CodeableConcept productName:string schedule*:Timing quantity:Quantity instruction:string
Observation identifier*:Identifier basedOn*:Reference partOf*:Reference status:code category*:CodeableConcept code:CodeableConcept subject:Reference focus*:Reference encounter:Reference effective[x]:dateTime|Period|Timing|instant issued:instant performer*:Reference value[x]:Quantity|CodeableConcept|string|boolean|integer|Range|Ratio|SampledData|time|dateTime|Period dataAbsentReason:CodeableConcept interpretation*:CodeableConcept note*:Annotation bodySite:CodeableConcept method:CodeableConcept specimen:Reference device:Reference referenceRange*:Observation.referenceRange hasMember*:Reference derivedFrom*:Reference component*:Observation.component
Observation.component code:CodeableConcept value[x]:Quantity|CodeableConcept|string|boolean|integer|Range|Ratio|SampledData|time|dateTime|Period dataAbsentReason:CodeableConcept interpretation*:CodeableConcept referenceRange*:Observation.referenceRange
Observation.referenceRange low:Quantity high:Quantity type:CodeableConcept appliesTo*:CodeableConcept age:Range text:string
ObservationDefinition publisher:Reference category*:CodeableConcept code:CodeableConcept identifier*:Identifier permittedDataType*:code multipleResultsAllowed:boolean method:CodeableConcept preferredReportName:string quantitativeDetails:ObservationDefinition.quantitativeDetails qualifiedInterval*:ObservationDefinition.qualifiedInterval validCodedValueSet:Reference normalCodedValueSet:Reference abnormalCodedValueSet:Reference criticalCodedValueSet:Reference
ObservationDefinition.qualifiedInterval category:code range:Range context:CodeableConcept appliesTo*:CodeableConcept gender:code age:Range gestationalAge:Range condition:string
ObservationDefinition.quantitativeDetails customaryUnit:CodeableConcept unit:CodeableConcept conversionFactor:decimal decimalPrecision:integer
OperationDefinition url:uri version:string name:string title:string status:code kind:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown affectsState:boolean code:code comment:markdown base:canonical resource*:code system:boolean type:boolean instance:boolean inputProfile:canonical outputProfile:canonical parameter*:OperationDefinition.parameter overload*:OperationDefinition.overload
OperationDefinition.overload parameterName*:string comment:string
OperationDefinition.parameter name:code use:code min:integer max:string documentation:string type:code targetProfile*:canonical searchType:code binding:OperationDefinition.parameter.binding referencedFrom*:OperationDefinition.parameter.referencedFrom part*:OperationDefinition.parameter
OperationDefinition.parameter.binding strength:code valueSet:canonical
OperationDefinition.parameter.referencedFrom source:string sourceId:string
OperationOutcome issue*:OperationOutcome.issue
OperationOutcome.issue severity:code code:code details:CodeableConcept diagnostics:string location*:string expression*:string
Organization identifier*:Identifier active:boolean type*:CodeableConcept name:string alias*:string telecom*:ContactPoint address*:Address partOf:Reference contact*:Organization.contact endpoint*:Reference
Organization.contact purpose:CodeableConcept name:HumanName telecom*:ContactPoint address:Address
OrganizationAffiliation identifier*:Identifier active:boolean period:Period organization:Reference participatingOrganization:Reference network*:Reference code*:CodeableConcept specialty*:CodeableConcept location*:Reference healthcareService*:Reference telecom*:ContactPoint endpoint*:Reference
Parameters parameter*:Parameters.parameter
Parameters.parameter name:string value[x]:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta resource:Resource part*:Parameters.parameter
Patient identifier*:Identifier active:boolean name*:HumanName telecom*:ContactPoint gender:code birthDate:date deceased[x]:boolean|dateTime address*:Address maritalStatus:CodeableConcept multipleBirth[x]:boolean|integer photo*:Attachment contact*:Patient.contact communication*:Patient.communication generalPractitioner*:Reference managingOrganization:Reference link*:Patient.link
Patient.communication language:CodeableConcept preferred:boolean
Patient.contact relationship*:CodeableConcept name:HumanName telecom*:ContactPoint address:Address gender:code organization:Reference period:Period
Patient.link other:Reference type:code
PaymentNotice identifier*:Identifier status:code request:Reference response:Reference created:dateTime provider:Reference payment:Reference paymentDate:date payee:Reference recipient:Reference amount:Money paymentStatus:CodeableConcept
PaymentReconciliation identifier*:Identifier status:code period:Period created:dateTime paymentIssuer:Reference request:Reference requestor:Reference outcome:code disposition:string paymentDate:date paymentAmount:Money paymentIdentifier:Identifier detail*:PaymentReconciliation.detail formCode:CodeableConcept processNote*:PaymentReconciliation.processNote
PaymentReconciliation.detail identifier:Identifier predecessor:Identifier type:CodeableConcept request:Reference submitter:Reference response:Reference date:date responsible:Reference payee:Reference amount:Money
PaymentReconciliation.processNote type:code text:string
Person identifier*:Identifier name*:HumanName telecom*:ContactPoint gender:code birthDate:date address*:Address photo:Attachment managingOrganization:Reference active:boolean link*:Person.link
Person.link target:Reference assurance:code
PlanDefinition url:uri identifier*:Identifier version:string name:string title:string subtitle:string type:CodeableConcept status:code experimental:boolean subject[x]:CodeableConcept|Reference date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown usage:string copyright:markdown approvalDate:date lastReviewDate:date effectivePeriod:Period topic*:CodeableConcept author*:ContactDetail editor*:ContactDetail reviewer*:ContactDetail endorser*:ContactDetail relatedArtifact*:RelatedArtifact library*:canonical goal*:PlanDefinition.goal action*:PlanDefinition.action
PlanDefinition.action prefix:string title:string description:string textEquivalent:string priority:code code*:CodeableConcept reason*:CodeableConcept documentation*:RelatedArtifact goalId*:id subject[x]:CodeableConcept|Reference trigger*:TriggerDefinition condition*:PlanDefinition.action.condition input*:DataRequirement output*:DataRequirement relatedAction*:PlanDefinition.action.relatedAction timing[x]:dateTime|Age|Period|Duration|Range|Timing participant*:PlanDefinition.action.participant type:CodeableConcept groupingBehavior:code selectionBehavior:code requiredBehavior:code precheckBehavior:code cardinalityBehavior:code definition[x]:canonical|uri transform:canonical dynamicValue*:PlanDefinition.action.dynamicValue action*:PlanDefinition.action
PlanDefinition.action.condition kind:code expression:Expression
PlanDefinition.action.dynamicValue path:string expression:Expression
PlanDefinition.action.participant type:code role:CodeableConcept
PlanDefinition.action.relatedAction actionId:id relationship:code offset[x]:Duration|Range
PlanDefinition.goal category:CodeableConcept description:CodeableConcept priority:CodeableConcept start:CodeableConcept addresses*:CodeableConcept documentation*:RelatedArtifact target*:PlanDefinition.goal.target
PlanDefinition.goal.target measure:CodeableConcept detail[x]:Quantity|Range|CodeableConcept due:Duration
Practitioner identifier*:Identifier active:boolean name*:HumanName telecom*:ContactPoint address*:Address gender:code birthDate:date photo*:Attachment qualification*:Practitioner.qualification communication*:CodeableConcept
Practitioner.qualification identifier*:Identifier code:CodeableConcept period:Period issuer:Reference
PractitionerRole identifier*:Identifier active:boolean period:Period practitioner:Reference organization:Reference code*:CodeableConcept specialty*:CodeableConcept location*:Reference healthcareService*:Reference telecom*:ContactPoint availableTime*:PractitionerRole.availableTime notAvailable*:PractitionerRole.notAvailable availabilityExceptions:string endpoint*:Reference
PractitionerRole.availableTime daysOfWeek*:code allDay:boolean availableStartTime:time availableEndTime:time
PractitionerRole.notAvailable description:string during:Period
Procedure identifier*:Identifier instantiatesCanonical*:canonical instantiatesUri*:uri basedOn*:Reference partOf*:Reference status:code statusReason:CodeableConcept category:CodeableConcept code:CodeableConcept subject:Reference encounter:Reference performed[x]:dateTime|Period|string|Age|Range recorder:Reference asserter:Reference performer*:Procedure.performer location:Reference reasonCode*:CodeableConcept reasonReference*:Reference bodySite*:CodeableConcept outcome:CodeableConcept report*:Reference complication*:CodeableConcept complicationDetail*:Reference followUp*:CodeableConcept note*:Annotation focalDevice*:Procedure.focalDevice usedReference*:Reference usedCode*:CodeableConcept
Procedure.focalDevice action:CodeableConcept manipulated:Reference
Procedure.performer function:CodeableConcept actor:Reference onBehalfOf:Reference
Provenance target*:Reference occurred[x]:Period|dateTime recorded:instant policy*:uri location:Reference reason*:CodeableConcept activity:CodeableConcept agent*:Provenance.agent entity*:Provenance.entity signature*:Signature
Provenance.agent type:CodeableConcept role*:CodeableConcept who:Reference onBehalfOf:Reference
Provenance.entity role:code what:Reference agent*:Provenance.agent
Questionnaire url:uri identifier*:Identifier version:string name:string title:string derivedFrom*:canonical status:code experimental:boolean subjectType*:code date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown copyright:markdown approvalDate:date lastReviewDate:date effectivePeriod:Period code*:Coding item*:Questionnaire.item
Questionnaire.item linkId:string definition:uri code*:Coding prefix:string text:string type:code enableWhen*:Questionnaire.item.enableWhen enableBehavior:code required:boolean repeats:boolean readOnly:boolean maxLength:integer answerValueSet:canonical answerOption*:Questionnaire.item.answerOption initial*:Questionnaire.item.initial item*:Questionnaire.item
Questionnaire.item.answerOption value[x]:integer|date|time|string|Coding|Reference initialSelected:boolean
Questionnaire.item.enableWhen question:string operator:code answer[x]:boolean|decimal|integer|date|dateTime|time|string|Coding|Quantity|Reference
Questionnaire.item.initial value[x]:boolean|decimal|integer|date|dateTime|time|string|uri|Attachment|Coding|Quantity|Reference
QuestionnaireResponse identifier:Identifier basedOn*:Reference partOf*:Reference questionnaire:canonical status:code subject:Reference encounter:Reference authored:dateTime author:Reference source:Reference item*:QuestionnaireResponse.item
QuestionnaireResponse.item linkId:string definition:uri text:string answer*:QuestionnaireResponse.item.answer item*:QuestionnaireResponse.item
QuestionnaireResponse.item.answer value[x]:boolean|decimal|integer|date|dateTime|time|string|uri|Attachment|Coding|Quantity|Reference item*:QuestionnaireResponse.item
RelatedPerson identifier*:Identifier active:boolean patient:Reference relationship*:CodeableConcept name*:HumanName telecom*:ContactPoint gender:code birthDate:date address*:Address photo*:Attachment period:Period communication*:RelatedPerson.communication
RelatedPerson.communication language:CodeableConcept preferred:boolean
RequestGroup identifier*:Identifier instantiatesCanonical*:canonical instantiatesUri*:uri basedOn*:Reference replaces*:Reference groupIdentifier:Identifier status:code intent:code priority:code code:CodeableConcept subject:Reference encounter:Reference authoredOn:dateTime author:Reference reasonCode*:CodeableConcept reasonReference*:Reference note*:Annotation action*:RequestGroup.action
RequestGroup.action prefix:string title:string description:string textEquivalent:string priority:code code*:CodeableConcept documentation*:RelatedArtifact condition*:RequestGroup.action.condition relatedAction*:RequestGroup.action.relatedAction timing[x]:dateTime|Age|Period|Duration|Range|Timing participant*:Reference type:CodeableConcept groupingBehavior:code selectionBehavior:code requiredBehavior:code precheckBehavior:code cardinalityBehavior:code resource:Reference action*:RequestGroup.action
RequestGroup.action.condition kind:code expression:Expression
RequestGroup.action.relatedAction actionId:id relationship:code offset[x]:Duration|Range
ResearchDefinition url:uri identifier*:Identifier version:string name:string title:string shortTitle:string subtitle:string status:code experimental:boolean subject[x]:CodeableConcept|Reference date:dateTime publisher:string contact*:ContactDetail description:markdown comment*:string useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown usage:string copyright:markdown approvalDate:date lastReviewDate:date effectivePeriod:Period topic*:CodeableConcept author*:ContactDetail editor*:ContactDetail reviewer*:ContactDetail endorser*:ContactDetail relatedArtifact*:RelatedArtifact library*:canonical population:Reference exposure:Reference exposureAlternative:Reference outcome:Reference
ResearchElementDefinition url:uri identifier*:Identifier version:string name:string title:string shortTitle:string subtitle:string status:code experimental:boolean subject[x]:CodeableConcept|Reference date:dateTime publisher:string contact*:ContactDetail description:markdown comment*:string useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown usage:string copyright:markdown approvalDate:date lastReviewDate:date effectivePeriod:Period topic*:CodeableConcept author*:ContactDetail editor*:ContactDetail reviewer*:ContactDetail endorser*:ContactDetail relatedArtifact*:RelatedArtifact library*:canonical type:code variableType:code characteristic*:ResearchElementDefinition.characteristic
ResearchElementDefinition.characteristic definition[x]:CodeableConcept|canonical|Expression|DataRequirement usageContext*:UsageContext exclude:boolean unitOfMeasure:CodeableConcept studyEffectiveDescription:string studyEffective[x]:dateTime|Period|Duration|Timing studyEffectiveTimeFromStart:Duration studyEffectiveGroupMeasure:code participantEffectiveDescription:string participantEffective[x]:dateTime|Period|Duration|Timing participantEffectiveTimeFromStart:Duration participantEffectiveGroupMeasure:code
ResearchStudy identifier*:Identifier name:string title:string label*:ResearchStudy.label protocol*:Reference partOf*:Reference status:code primaryPurposeType:CodeableConcept phase:CodeableConcept studyDesign*:CodeableConcept category*:CodeableConcept focus*:CodeableConcept condition*:CodeableConcept contact*:ContactDetail relatedArtifact*:RelatedArtifact keyword*:CodeableConcept location*:CodeableConcept region*:CodeableConcept descriptionSummary:markdown description:markdown enrollment*:Reference period:Period sponsor:Reference principalInvestigator:Reference site*:Reference reasonStopped:CodeableConcept note*:Annotation arm*:ResearchStudy.arm classifier*:CodeableConcept associatedParty*:ResearchStudy.associatedParty progressStatus*:ResearchStudy.progressStatus whyStopped:CodeableConcept recruitment:ResearchStudy.recruitment comparisonGroup*:ResearchStudy.comparisonGroup objective*:ResearchStudy.objective outcomeMeasure*:ResearchStudy.outcomeMeasure result*:Reference
ResearchStudy.arm name:string type:CodeableConcept description:string
ResearchStudy.associatedParty name:string role:CodeableConcept period*:Period classifier*:CodeableConcept party:Reference
ResearchStudy.comparisonGroup linkId:id name:string type:CodeableConcept description:markdown intendedExposure*:Reference observedGroup:Reference
ResearchStudy.label type:CodeableConcept value:string
ResearchStudy.objective name:string type:CodeableConcept description:markdown
ResearchStudy.outcomeMeasure name:string type*:CodeableConcept description:markdown reference:Reference
ResearchStudy.progressStatus state:CodeableConcept actual:boolean period:Period
ResearchStudy.recruitment targetNumber:unsignedInt actualNumber:unsignedInt eligibility:Reference actualGroup:Reference
ResearchSubject identifier*:Identifier status:code period:Period study:Reference individual:Reference assignedArm:string actualArm:string consent:Reference
RiskAssessment identifier*:Identifier basedOn:Reference parent:Reference status:code method:CodeableConcept code:CodeableConcept subject:Reference encounter:Reference occurrence[x]:dateTime|Period condition:Reference performer:Reference reasonCode*:CodeableConcept reasonReference*:Reference basis*:Reference prediction*:RiskAssessment.prediction mitigation:string note*:Annotation
RiskAssessment.prediction outcome:CodeableConcept probability[x]:decimal|Range qualitativeRisk:CodeableConcept relativeRisk:decimal when[x]:Period|Range rationale:string
RiskEvidenceSynthesis url:uri identifier*:Identifier version:string name:string title:string status:code date:dateTime publisher:string contact*:ContactDetail description:markdown note*:Annotation useContext*:UsageContext jurisdiction*:CodeableConcept copyright:markdown approvalDate:date lastReviewDate:date effectivePeriod:Period topic*:CodeableConcept author*:ContactDetail editor*:ContactDetail reviewer*:ContactDetail endorser*:ContactDetail relatedArtifact*:RelatedArtifact synthesisType:CodeableConcept studyType:CodeableConcept population:Reference exposure:Reference outcome:Reference sampleSize:RiskEvidenceSynthesis.sampleSize riskEstimate:RiskEvidenceSynthesis.riskEstimate certainty*:RiskEvidenceSynthesis.certainty
RiskEvidenceSynthesis.certainty rating*:CodeableConcept note*:Annotation certaintySubcomponent*:RiskEvidenceSynthesis.certainty.certaintySubcomponent
RiskEvidenceSynthesis.certainty.certaintySubcomponent type:CodeableConcept rating*:CodeableConcept note*:Annotation
RiskEvidenceSynthesis.riskEstimate description:string type:CodeableConcept value:decimal unitOfMeasure:CodeableConcept denominatorCount:integer numeratorCount:integer precisionEstimate*:RiskEvidenceSynthesis.riskEstimate.precisionEstimate
RiskEvidenceSynthesis.riskEstimate.precisionEstimate type:CodeableConcept level:decimal from:decimal to:decimal
RiskEvidenceSynthesis.sampleSize description:string numberOfStudies:integer numberOfParticipants:integer
Schedule identifier*:Identifier active:boolean serviceCategory*:CodeableConcept serviceType*:CodeableConcept specialty*:CodeableConcept actor*:Reference planningHorizon:Period comment:string
SearchParameter url:uri version:string name:string derivedFrom:canonical status:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown code:code base*:code type:code expression:string xpath:string xpathUsage:code target*:code multipleOr:boolean multipleAnd:boolean comparator*:code modifier*:code chain*:string component*:SearchParameter.component
SearchParameter.component definition:canonical expression:string
ServiceRequest identifier*:Identifier instantiatesCanonical*:canonical instantiatesUri*:uri basedOn*:Reference replaces*:Reference requisition:Identifier status:code intent:code category*:CodeableConcept priority:code doNotPerform:boolean code:CodeableConcept orderDetail*:CodeableConcept quantity[x]:Quantity|Ratio|Range subject:Reference encounter:Reference occurrence[x]:dateTime|Period|Timing asNeeded[x]:boolean|CodeableConcept authoredOn:dateTime requester:Reference performerType:CodeableConcept performer*:Reference locationCode*:CodeableConcept locationReference*:Reference reasonCode*:CodeableConcept reasonReference*:Reference insurance*:Reference supportingInfo*:Reference specimen*:Reference bodySite*:CodeableConcept note*:Annotation patientInstruction:string relevantHistory*:Reference
Slot identifier*:Identifier serviceCategory*:CodeableConcept serviceType*:CodeableConcept specialty*:CodeableConcept appointmentType:CodeableConcept schedule:Reference status:code start:instant end:instant overbooked:boolean comment:string
Specimen identifier*:Identifier accessionIdentifier:Identifier status:code type:CodeableConcept subject:Reference receivedTime:dateTime parent*:Reference request*:Reference collection:Specimen.collection processing*:Specimen.processing container*:Specimen.container condition*:CodeableConcept note*:Annotation
Specimen.collection collector:Reference collected[x]:dateTime|Period duration:Duration quantity:Quantity method:CodeableConcept bodySite:CodeableConcept fastingStatus[x]:CodeableConcept|Duration
Specimen.container identifier*:Identifier description:string type:CodeableConcept capacity:Quantity specimenQuantity:Quantity additive[x]:CodeableConcept|Reference
Specimen.processing description:string procedure:CodeableConcept additive*:Reference time[x]:dateTime|Period
SpecimenDefinition identifier:Identifier typeCollected:CodeableConcept patientPreparation*:CodeableConcept timeAspect:string collection*:CodeableConcept typeTested*:SpecimenDefinition.typeTested
SpecimenDefinition.typeTested isDerived:boolean type:CodeableConcept preference:code container:SpecimenDefinition.typeTested.container requirement:string retentionTime:Duration rejectionCriterion*:CodeableConcept handling*:SpecimenDefinition.typeTested.handling
SpecimenDefinition.typeTested.container material:CodeableConcept type:CodeableConcept cap:CodeableConcept description:string capacity:Quantity minimumVolume[x]:Quantity|string additive*:SpecimenDefinition.typeTested.container.additive preparation:string
SpecimenDefinition.typeTested.container.additive additive[x]:CodeableConcept|Reference
SpecimenDefinition.typeTested.handling temperatureQualifier:CodeableConcept temperatureRange:Range maxDuration:Duration instruction:string
StructureDefinition url:uri identifier*:Identifier version:string name:string title:string status:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown copyright:markdown keyword*:Coding fhirVersion:code mapping*:StructureDefinition.mapping kind:code abstract:boolean context*:StructureDefinition.context contextInvariant*:string type:uri baseDefinition:canonical derivation:code snapshot:StructureDefinition.snapshot differential:StructureDefinition.differential
StructureDefinition.context type:code expression:string
StructureDefinition.differential element*:ElementDefinition
StructureDefinition.mapping identity:id uri:uri name:string comment:string
StructureDefinition.snapshot element*:ElementDefinition
StructureMap url:uri identifier*:Identifier version:string name:string title:string status:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown copyright:markdown structure*:StructureMap.structure import*:canonical group*:StructureMap.group
StructureMap.group name:id extends:id typeMode:code documentation:string input*:StructureMap.group.input rule*:StructureMap.group.rule
StructureMap.group.input name:id type:string mode:code documentation:string
StructureMap.group.rule name:id source*:StructureMap.group.rule.source target*:StructureMap.group.rule.target rule*:StructureMap.group.rule dependent*:StructureMap.group.rule.dependent documentation:string
StructureMap.group.rule.dependent name:id variable*:string
StructureMap.group.rule.source context:id min:integer max:string type:string defaultValue[x]:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta element:string listMode:code variable:id condition:string check:string logMessage:string
StructureMap.group.rule.target context:id contextType:code element:string variable:id listMode*:code listRuleId:id transform:code parameter*:StructureMap.group.rule.target.parameter
StructureMap.group.rule.target.parameter value[x]:id|string|boolean|integer|decimal
StructureMap.structure url:canonical mode:code alias:string documentation:string
Subscription status:code contact*:ContactPoint end:instant reason:string criteria:string error:string channel:Subscription.channel
Subscription.channel type:code endpoint:url payload:code header*:string
SubscriptionStatus status:code type:code eventsSinceSubscriptionStart:string notificationEvent*:SubscriptionStatus.notificationEvent subscription:Reference topic:canonical error*:CodeableConcept
SubscriptionStatus.notificationEvent eventNumber:string timestamp:instant focus:Reference additionalContext*:Reference
Substance identifier*:Identifier status:code category*:CodeableConcept code:CodeableConcept description:string instance*:Substance.instance ingredient*:Substance.ingredient
Substance.ingredient quantity:Ratio substance[x]:CodeableConcept|Reference
Substance.instance identifier:Identifier expiry:dateTime quantity:Quantity
SubstanceNucleicAcid sequenceType:CodeableConcept numberOfSubunits:integer areaOfHybridisation:string oligoNucleotideType:CodeableConcept subunit*:SubstanceNucleicAcid.subunit
SubstanceNucleicAcid.subunit subunit:integer sequence:string length:integer sequenceAttachment:Attachment fivePrime:CodeableConcept threePrime:CodeableConcept linkage*:SubstanceNucleicAcid.subunit.linkage sugar*:SubstanceNucleicAcid.subunit.sugar
SubstanceNucleicAcid.subunit.linkage connectivity:string identifier:Identifier name:string residueSite:string
SubstanceNucleicAcid.subunit.sugar identifier:Identifier name:string residueSite:string
SubstancePolymer class:CodeableConcept geometry:CodeableConcept copolymerConnectivity*:CodeableConcept modification*:string monomerSet*:SubstancePolymer.monomerSet repeat*:SubstancePolymer.repeat
SubstancePolymer.monomerSet ratioType:CodeableConcept startingMaterial*:SubstancePolymer.monomerSet.startingMaterial
SubstancePolymer.monomerSet.startingMaterial material:CodeableConcept type:CodeableConcept isDefining:boolean amount:SubstanceAmount
SubstancePolymer.repeat numberOfUnits:integer averageMolecularFormula:string repeatUnitAmountType:CodeableConcept repeatUnit*:SubstancePolymer.repeat.repeatUnit
SubstancePolymer.repeat.repeatUnit orientationOfPolymerisation:CodeableConcept repeatUnit:string amount:SubstanceAmount degreeOfPolymerisation*:SubstancePolymer.repeat.repeatUnit.degreeOfPolymerisation structuralRepresentation*:SubstancePolymer.repeat.repeatUnit.structuralRepresentation
SubstancePolymer.repeat.repeatUnit.degreeOfPolymerisation degree:CodeableConcept amount:SubstanceAmount
SubstancePolymer.repeat.repeatUnit.structuralRepresentation type:CodeableConcept representation:string attachment:Attachment
SubstanceProtein sequenceType:CodeableConcept numberOfSubunits:integer disulfideLinkage*:string subunit*:SubstanceProtein.subunit
SubstanceProtein.subunit subunit:integer sequence:string length:integer sequenceAttachment:Attachment nTerminalModificationId:Identifier nTerminalModification:string cTerminalModificationId:Identifier cTerminalModification:string
SubstanceReferenceInformation comment:string gene*:SubstanceReferenceInformation.gene geneElement*:SubstanceReferenceInformation.geneElement classification*:SubstanceReferenceInformation.classification target*:SubstanceReferenceInformation.target
SubstanceReferenceInformation.classification domain:CodeableConcept classification:CodeableConcept subtype*:CodeableConcept source*:Reference
SubstanceReferenceInformation.gene geneSequenceOrigin:CodeableConcept gene:CodeableConcept source*:Reference
SubstanceReferenceInformation.geneElement type:CodeableConcept element:Identifier source*:Reference
SubstanceReferenceInformation.target target:Identifier type:CodeableConcept interaction:CodeableConcept organism:CodeableConcept organismType:CodeableConcept amount[x]:Quantity|Range|string amountType:CodeableConcept source*:Reference
SubstanceSourceMaterial sourceMaterialClass:CodeableConcept sourceMaterialType:CodeableConcept sourceMaterialState:CodeableConcept organismId:Identifier organismName:string parentSubstanceId*:Identifier parentSubstanceName*:string countryOfOrigin*:CodeableConcept geographicalLocation*:string developmentStage:CodeableConcept fractionDescription*:SubstanceSourceMaterial.fractionDescription organism:SubstanceSourceMaterial.organism partDescription*:SubstanceSourceMaterial.partDescription
SubstanceSourceMaterial.fractionDescription fraction:string materialType:CodeableConcept
SubstanceSourceMaterial.organism family:CodeableConcept genus:CodeableConcept species:CodeableConcept intraspecificType:CodeableConcept intraspecificDescription:string author*:SubstanceSourceMaterial.organism.author hybrid:SubstanceSourceMaterial.organism.hybrid organismGeneral:SubstanceSourceMaterial.organism.organismGeneral
SubstanceSourceMaterial.organism.author authorType:CodeableConcept authorDescription:string
SubstanceSourceMaterial.organism.hybrid maternalOrganismId:string maternalOrganismName:string paternalOrganismId:string paternalOrganismName:string hybridType:CodeableConcept
SubstanceSourceMaterial.organism.organismGeneral kingdom:CodeableConcept phylum:CodeableConcept class:CodeableConcept order:CodeableConcept
SubstanceSourceMaterial.partDescription part:CodeableConcept partLocation:CodeableConcept
SubstanceSpecification identifier:Identifier type:CodeableConcept status:CodeableConcept domain:CodeableConcept description:string source*:Reference comment:string moiety*:SubstanceSpecification.moiety property*:SubstanceSpecification.property referenceInformation:Reference structure:SubstanceSpecification.structure code*:SubstanceSpecification.code name*:SubstanceSpecification.name molecularWeight*:SubstanceSpecification.structure.isotope.molecularWeight relationship*:SubstanceSpecification.relationship nucleicAcid:Reference polymer:Reference protein:Reference sourceMaterial:Reference
SubstanceSpecification.code code:CodeableConcept status:CodeableConcept statusDate:dateTime comment:string source*:Reference
SubstanceSpecification.moiety role:CodeableConcept identifier:Identifier name:string stereochemistry:CodeableConcept opticalActivity:CodeableConcept molecularFormula:string amount[x]:Quantity|string
SubstanceSpecification.name name:string type:CodeableConcept status:CodeableConcept preferred:boolean language*:CodeableConcept domain*:CodeableConcept jurisdiction*:CodeableConcept synonym*:SubstanceSpecification.name translation*:SubstanceSpecification.name official*:SubstanceSpecification.name.official source*:Reference
SubstanceSpecification.name.official authority:CodeableConcept status:CodeableConcept date:dateTime
SubstanceSpecification.property category:CodeableConcept code:CodeableConcept parameters:string definingSubstance[x]:Reference|CodeableConcept amount[x]:Quantity|string
SubstanceSpecification.relationship substance[x]:Reference|CodeableConcept relationship:CodeableConcept isDefining:boolean amount[x]:Quantity|Range|Ratio|string amountRatioLowLimit:Ratio amountType:CodeableConcept source*:Reference
SubstanceSpecification.structure stereochemistry:CodeableConcept opticalActivity:CodeableConcept molecularFormula:string molecularFormulaByMoiety:string isotope*:SubstanceSpecification.structure.isotope molecularWeight:SubstanceSpecification.structure.isotope.molecularWeight source*:Reference representation*:SubstanceSpecification.structure.representation
SubstanceSpecification.structure.isotope identifier:Identifier name:CodeableConcept substitution:CodeableConcept halfLife:Quantity molecularWeight:SubstanceSpecification.structure.isotope.molecularWeight
SubstanceSpecification.structure.isotope.molecularWeight method:CodeableConcept type:CodeableConcept amount:Quantity
SubstanceSpecification.structure.representation type:CodeableConcept representation:string attachment:Attachment
SupplyDelivery identifier*:Identifier basedOn*:Reference partOf*:Reference status:code patient:Reference type:CodeableConcept suppliedItem:SupplyDelivery.suppliedItem occurrence[x]:dateTime|Period|Timing supplier:Reference destination:Reference receiver*:Reference
SupplyDelivery.suppliedItem quantity:Quantity item[x]:CodeableConcept|Reference
SupplyRequest identifier*:Identifier status:code category:CodeableConcept priority:code item[x]:CodeableConcept|Reference quantity:Quantity parameter*:SupplyRequest.parameter occurrence[x]:dateTime|Period|Timing authoredOn:dateTime requester:Reference supplier*:Reference reasonCode*:CodeableConcept reasonReference*:Reference deliverFrom:Reference deliverTo:Reference
SupplyRequest.parameter code:CodeableConcept value[x]:CodeableConcept|Quantity|Range|boolean
Task identifier*:Identifier instantiatesCanonical:canonical instantiatesUri:uri basedOn*:Reference groupIdentifier:Identifier partOf*:Reference status:code statusReason:CodeableConcept businessStatus:CodeableConcept intent:code priority:code code:CodeableConcept description:string focus:Reference for:Reference encounter:Reference executionPeriod:Period authoredOn:dateTime lastModified:dateTime requester:Reference performerType*:CodeableConcept owner:Reference location:Reference reasonCode:CodeableConcept reasonReference:Reference insurance*:Reference note*:Annotation relevantHistory*:Reference restriction:Task.restriction input*:Task.input output*:Task.output
Task.input type:CodeableConcept value[x]:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta
Task.output type:CodeableConcept value[x]:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta
Task.restriction repetitions:positiveInt period:Period recipient*:Reference
TerminologyCapabilities url:uri version:string name:string title:string status:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown copyright:markdown kind:code software:TerminologyCapabilities.software implementation:TerminologyCapabilities.implementation lockedDate:boolean codeSystem*:TerminologyCapabilities.codeSystem expansion:TerminologyCapabilities.expansion codeSearch:code validateCode:TerminologyCapabilities.validateCode translation:TerminologyCapabilities.translation closure:TerminologyCapabilities.closure
TerminologyCapabilities.closure translation:boolean
TerminologyCapabilities.codeSystem uri:canonical version*:TerminologyCapabilities.codeSystem.version subsumption:boolean
TerminologyCapabilities.codeSystem.version code:string isDefault:boolean compositional:boolean language*:code filter*:TerminologyCapabilities.codeSystem.version.filter property*:code
TerminologyCapabilities.codeSystem.version.filter code:code op*:code
TerminologyCapabilities.expansion hierarchical:boolean paging:boolean incomplete:boolean parameter*:TerminologyCapabilities.expansion.parameter textFilter:markdown
TerminologyCapabilities.expansion.parameter name:code documentation:string
TerminologyCapabilities.implementation description:string url:url
TerminologyCapabilities.software name:string version:string
TerminologyCapabilities.translation needsMap:boolean
TerminologyCapabilities.validateCode translations:boolean
TestReport identifier:Identifier name:string status:code testScript:Reference result:code score:decimal tester:string issued:dateTime participant*:TestReport.participant setup:TestReport.setup test*:TestReport.test teardown:TestReport.teardown
TestReport.participant type:code uri:uri display:string
TestReport.setup action*:TestReport.setup.action
TestReport.setup.action operation:TestReport.setup.action.operation assert:TestReport.setup.action.assert
TestReport.setup.action.assert result:code message:markdown detail:string
TestReport.setup.action.operation result:code message:markdown detail:uri
TestReport.teardown action*:TestReport.teardown.action
TestReport.teardown.action operation:TestReport.setup.action.operation
TestReport.test name:string description:string action*:TestReport.test.action
TestReport.test.action operation:TestReport.setup.action.operation assert:TestReport.setup.action.assert
TestScript url:uri identifier:Identifier version:string name:string title:string status:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept purpose:markdown copyright:markdown origin*:TestScript.origin destination*:TestScript.destination metadata:TestScript.metadata fixture*:TestScript.fixture profile*:Reference variable*:TestScript.variable setup:TestScript.setup test*:TestScript.test teardown:TestScript.teardown
TestScript.destination index:integer profile:Coding
TestScript.fixture autocreate:boolean autodelete:boolean resource:Reference
TestScript.metadata link*:TestScript.metadata.link capability*:TestScript.metadata.capability
TestScript.metadata.capability required:boolean validated:boolean description:string origin*:integer destination:integer link*:uri capabilities:canonical
TestScript.metadata.link url:uri description:string
TestScript.origin index:integer profile:Coding
TestScript.setup action*:TestScript.setup.action
TestScript.setup.action operation:TestScript.setup.action.operation assert:TestScript.setup.action.assert
TestScript.setup.action.assert label:string description:string direction:code compareToSourceId:string compareToSourceExpression:string compareToSourcePath:string contentType:code expression:string headerField:string minimumId:string navigationLinks:boolean operator:code path:string requestMethod:code requestURL:string resource:code response:code responseCode:string sourceId:id validateProfileId:id value:string warningOnly:boolean
TestScript.setup.action.operation type:Coding resource:code label:string description:string accept:code contentType:code destination:integer encodeRequestUrl:boolean method:code origin:integer params:string requestHeader*:TestScript.setup.action.operation.requestHeader requestId:id responseId:id sourceId:id targetId:id url:string
TestScript.setup.action.operation.requestHeader field:string value:string
TestScript.teardown action*:TestScript.teardown.action
TestScript.teardown.action operation:TestScript.setup.action.operation
TestScript.test name:string description:string action*:TestScript.test.action
TestScript.test.action operation:TestScript.setup.action.operation assert:TestScript.setup.action.assert
TestScript.variable name:string defaultValue:string description:string expression:string headerField:string hint:string path:string sourceId:id
ValueSet url:uri identifier*:Identifier version:string name:string title:string status:code experimental:boolean date:dateTime publisher:string contact*:ContactDetail description:markdown useContext*:UsageContext jurisdiction*:CodeableConcept immutable:boolean purpose:markdown copyright:markdown compose:ValueSet.compose expansion:ValueSet.expansion
ValueSet.compose lockedDate:date inactive:boolean include*:ValueSet.compose.include exclude*:ValueSet.compose.include
ValueSet.compose.include system:uri version:string concept*:ValueSet.compose.include.concept filter*:ValueSet.compose.include.filter valueSet*:canonical
ValueSet.compose.include.concept code:code display:string designation*:ValueSet.compose.include.concept.designation
ValueSet.compose.include.concept.designation language:code use:Coding value:string
ValueSet.compose.include.filter property:code op:code value:string
ValueSet.expansion identifier:uri timestamp:dateTime total:integer offset:integer parameter*:ValueSet.expansion.parameter contains*:ValueSet.expansion.contains
ValueSet.expansion.contains system:uri abstract:boolean inactive:boolean version:string code:code display:string designation*:ValueSet.compose.include.concept.designation contains*:ValueSet.expansion.contains
ValueSet.expansion.parameter name:string value[x]:string|boolean|integer|decimal|uri|code|dateTime
VerificationResult target*:Reference targetLocation*:string need:CodeableConcept status:code statusDate:dateTime validationType:CodeableConcept validationProcess*:CodeableConcept frequency:Timing lastPerformed:dateTime nextScheduled:date failureAction:CodeableConcept primarySource*:VerificationResult.primarySource attestation:VerificationResult.attestation validator*:VerificationResult.validator
VerificationResult.attestation who:Reference onBehalfOf:Reference communicationMethod:CodeableConcept date:date sourceIdentityCertificate:string proxyIdentityCertificate:string proxySignature:Signature sourceSignature:Signature
VerificationResult.primarySource who:Reference type*:CodeableConcept communicationMethod*:CodeableConcept validationStatus:CodeableConcept validationDate:dateTime canPushUpdates:CodeableConcept pushTypeAvailable*:CodeableConcept
VerificationResult.validator organization:Reference identityCertificate:string attestationSignature:Signature
VisionPrescription identifier*:Identifier status:code created:dateTime patient:Reference encounter:Reference dateWritten:dateTime prescriber:Reference lensSpecification*:VisionPrescription.lensSpecification
VisionPrescription.lensSpecification product:CodeableConcept eye:code sphere:decimal cylinder:decimal axis:integer prism*:VisionPrescription.lensSpecification.prism add:decimal power:decimal backCurve:decimal diameter:decimal duration:Quantity color:string brand:string note*:Annotation
VisionPrescription.lensSpecification.prism amount:decimal base:code
`;

export const R4_DATA_TYPES = `
Address use:code type:code text:string line*:string city:string district:string state:string postalCode:string country:string period:Period
Age value:decimal comparator:code unit:string system:uri code:code
Annotation author[x]:Reference|string time:dateTime text:markdown
Attachment contentType:code language:code data:base64Binary url:url size:unsignedInt hash:base64Binary title:string creation:dateTime
CodeableConcept coding*:Coding text:string
Coding system:uri version:string code:code display:string userSelected:boolean
ContactDetail name:string telecom*:ContactPoint
ContactPoint system:code value:string use:code rank:positiveInt period:Period
Contributor type:code name:string contact*:ContactDetail
Count value:decimal comparator:code unit:string system:uri code:code
DataRequirement type:code profile*:canonical subject[x]:CodeableConcept|Reference mustSupport*:string codeFilter*:DataRequirement.codeFilter dateFilter*:DataRequirement.dateFilter limit:positiveInt sort*:DataRequirement.sort
DataRequirement.codeFilter path:string searchParam:string valueSet:canonical code*:Coding
DataRequirement.dateFilter path:string searchParam:string value[x]:dateTime|Period|Duration
DataRequirement.sort path:string direction:code
Distance value:decimal comparator:code unit:string system:uri code:code
Dosage sequence:integer text:string additionalInstruction*:CodeableConcept patientInstruction:string timing:Timing asNeeded[x]:boolean|CodeableConcept site:CodeableConcept route:CodeableConcept method:CodeableConcept doseAndRate*:Dosage.doseAndRate maxDosePerPeriod:Ratio maxDosePerAdministration:Quantity maxDosePerLifetime:Quantity
Dosage.doseAndRate type:CodeableConcept dose[x]:Range|Quantity rate[x]:Ratio|Range|Quantity
Duration value:decimal comparator:code unit:string system:uri code:code
ElementDefinition path:string representation*:code sliceName:string sliceIsConstraining:boolean label:string code*:Coding slicing:ElementDefinition.slicing short:string definition:markdown comment:markdown requirements:markdown alias*:string min:unsignedInt max:string base:ElementDefinition.base contentReference:uri type*:ElementDefinition.type defaultValue[x]:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta meaningWhenMissing:markdown orderMeaning:string fixed[x]:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta pattern[x]:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta example*:ElementDefinition.example minValue[x]:date|dateTime|instant|time|decimal|integer|positiveInt|unsignedInt|Quantity maxValue[x]:date|dateTime|instant|time|decimal|integer|positiveInt|unsignedInt|Quantity maxLength:integer condition*:id constraint*:ElementDefinition.constraint mustSupport:boolean isModifier:boolean isModifierReason:string isSummary:boolean binding:ElementDefinition.binding mapping*:ElementDefinition.mapping
ElementDefinition.base path:string min:unsignedInt max:string
ElementDefinition.binding strength:code description:string valueSet:canonical
ElementDefinition.constraint key:id requirements:string severity:code human:string expression:string xpath:string source:canonical
ElementDefinition.example label:string value[x]:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta
ElementDefinition.mapping identity:id language:code map:string comment:string
ElementDefinition.slicing discriminator*:ElementDefinition.slicing.discriminator description:string ordered:boolean rules:code
ElementDefinition.slicing.discriminator type:code path:string
ElementDefinition.type code:uri profile*:canonical targetProfile*:canonical aggregation*:code versioning:code
Expression description:string name:id language:code expression:string reference:uri
Extension url:string value[x]:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta
HumanName use:code text:string family:string given*:string prefix*:string suffix*:string period:Period
Identifier use:code type:CodeableConcept system:uri value:string period:Period assigner:Reference
MarketingStatus country:CodeableConcept jurisdiction:CodeableConcept status:CodeableConcept dateRange:Period restoreDate:dateTime
Meta versionId:id lastUpdated:instant source:uri profile*:canonical security*:Coding tag*:Coding project:uri author:Reference onBehalfOf:Reference account:Reference accounts*:Reference compartment*:Reference deleted:boolean
Money value:decimal currency:code
Narrative status:code div:xhtml
ParameterDefinition name:code use:code min:integer max:string documentation:string type:code profile:canonical
Period start:dateTime end:dateTime
Population age[x]:Range|CodeableConcept gender:CodeableConcept race:CodeableConcept physiologicalCondition:CodeableConcept
ProdCharacteristic height:Quantity width:Quantity depth:Quantity weight:Quantity nominalVolume:Quantity externalDiameter:Quantity shape:string color*:string imprint*:string image*:Attachment scoring:CodeableConcept
ProductShelfLife identifier:Identifier type:CodeableConcept period:Quantity specialPrecautionsForStorage*:CodeableConcept
Quantity value:decimal comparator:code unit:string system:uri code:code
Range low:Quantity high:Quantity
Ratio numerator:Quantity denominator:Quantity
Reference reference:string type:uri identifier:Identifier display:string
RelatedArtifact type:code label:string display:string citation:markdown url:url document:Attachment resource:canonical
SampledData origin:Quantity period:decimal factor:decimal lowerLimit:decimal upperLimit:decimal dimensions:positiveInt data:string
Signature type*:Coding when:instant who:Reference onBehalfOf:Reference targetFormat:code sigFormat:code data:base64Binary
SubstanceAmount amount[x]:Quantity|Range|string amountType:CodeableConcept amountText:string referenceRange:SubstanceAmount.referenceRange
SubstanceAmount.referenceRange lowLimit:Quantity highLimit:Quantity
Timing event*:dateTime repeat:Timing.repeat code:CodeableConcept
Timing.repeat bounds[x]:Duration|Range|Period count:positiveInt countMax:positiveInt duration:decimal durationMax:decimal durationUnit:code frequency:positiveInt frequencyMax:positiveInt period:decimal periodMax:decimal periodUnit:code dayOfWeek*:code timeOfDay*:time when*:code offset:unsignedInt
TriggerDefinition type:code name:string timing[x]:Timing|Reference|date|dateTime data*:DataRequirement condition:Expression
UsageContext code:Coding value[x]:CodeableConcept|Quantity|Range|Reference
`;
