#include "output/comparison_file.hpp"

#include <fstream>

namespace doorstroom {

namespace {

constexpr const char* head = ",against,date,measure,group,unit,replications,effect,sd,low95,high95,share_same_sign,without";

}  // namespace

ComparisonFile::ComparisonFile(const std::filesystem::path& path, const std::string& what) : file_(path) { file_.write(what + head + "\n"); }

void ComparisonFile::write(const std::string& scenario, const std::string& against, Date date, const Series& series, const PairedEffect& effect,
                           double without) {
    line_.clear();
    line_.text(scenario).text(against).text(to_string(date)).text(series.name).text(series.group_name).text(series.unit);
    line_.whole(effect.replications).number(effect.effect).number(effect.sd).number(effect.low95).number(effect.high95);
    line_.number(effect.share_same_sign).number(without);
    file_.write(line_.end_line());
}

bool is_comparison_file(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::string first;
    return std::getline(file, first) && (first == std::string("scenario") + head || first == std::string("policy") + head);
}

}  // namespace doorstroom
