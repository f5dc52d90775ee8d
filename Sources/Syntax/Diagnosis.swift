// The second pass over a wrong program (not written yet: every rule fails, which leaves the generic message).
struct MemoEntry { var result: Expr?; var end: Int }
enum MemoRule: Int { case disjunction, bitwiseOr }
extension Parser {
    func diagnoseModule() throws(Failure) {}
    func memoised(_ r: MemoRule, _ f: () throws(Failure) -> Expr) throws(Failure) -> Expr { try f() }
    func diagnoseNamedExpression() throws(Failure) -> Expr { throw .mismatch }
    func diagnoseExpression() throws(Failure) -> Expr { throw .mismatch }
    func diagnosePrimary() throws(Failure) -> Expr { throw .mismatch }
    func diagnoseComprehensions() throws(Failure) -> [Comprehension] { throw .mismatch }
    func diagnoseStarTargets() throws(Failure) -> Expr { throw .mismatch }
    func diagnoseStarTarget() throws(Failure) -> Expr { throw .mismatch }
    func diagnoseParameters(isLambda: Bool) throws(Failure) -> Arguments { throw .mismatch }
    func diagnoseCaseBlock() throws(Failure) { throw .mismatch }
    func diagnoseAsPattern() throws(Failure) { throw .mismatch }
}
