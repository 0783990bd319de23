#pragma once

#include <vector>

#include "reports/model/Listener.h"

namespace xmppconf::suite {

/// Several listeners as one, told in their order.
class Audience final : public reports::Listener {
  public:
    /// Must outlive this.
    void add(reports::Listener& listener) { listeners_.push_back(&listener); }

    void runStarted(const reports::RunInfo& info) override {
        for (reports::Listener* listener : listeners_) listener->runStarted(info);
    }
    void targetKnown(const reports::TargetFacts& facts) override {
        for (reports::Listener* listener : listeners_) listener->targetKnown(facts);
    }
    void vectorStarted(const vector::Vector& vector) override {
        for (reports::Listener* listener : listeners_) listener->vectorStarted(vector);
    }
    void vectorFinished(const dialogue::Outcome& outcome) override {
        for (reports::Listener* listener : listeners_) listener->vectorFinished(outcome);
    }
    void runFinished(const reports::RunSummary& summary) override {
        for (reports::Listener* listener : listeners_) listener->runFinished(summary);
    }

  private:
    std::vector<reports::Listener*> listeners_;
};

}  // namespace xmppconf::suite
